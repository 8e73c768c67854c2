import { checkVideo, formatPlayer, HOST_NAMES, type Video } from '../../model/videos.ts'

/** The place of one video: a still, and after a press on it the player of its host. */
export interface Player {
  readonly place: HTMLElement
  readonly video: Video
  readonly title: string
  play(start: number): void
  /** Says on the still whether it can be played. */
  tellNetwork(): void
}

let notes = 0

/** Nothing is asked of the video's host before `play`. What stands in the place from before is taken up again. */
export function createPlayer(
  place: HTMLElement,
  title: string,
  signal: AbortSignal,
): Player | undefined {
  const { gamVideoHost, gamVideoId, gamVideoStart } = place.dataset
  const video = checkVideo(gamVideoHost, gamVideoId, gamVideoStart)
  if (!video) return undefined
  const host = HOST_NAMES[video.host]
  const button = place.querySelector('button') ?? document.createElement('button')
  const note = place.querySelector<HTMLElement>('[data-gam="note"]') ?? document.createElement('p')

  const player: Player = {
    place,
    video,
    title,
    play(start) {
      const frame = document.createElement('iframe')
      frame.title = `${title} (${host})`
      frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture'
      // The page sends no referrer at all; YouTube plays nothing for who does not say where it is embedded.
      frame.referrerPolicy = 'strict-origin-when-cross-origin'
      frame.src = formatPlayer({ ...video, start })
      const before = place.querySelector('iframe')
      const hadFocus = place.contains(document.activeElement)
      // Another address in the same frame would be a step in the page's history.
      if (before) before.replaceWith(frame)
      else {
        place.prepend(frame)
        button.remove()
        note.remove()
      }
      if (hadFocus) frame.focus()
    },
    tellNetwork() {
      const online = navigator.onLine
      button.setAttribute('aria-disabled', String(!online))
      note.textContent = online
        ? `Nothing is loaded from ${host} until you press play`
        : 'Needs a connection'
    },
  }

  if (place.querySelector('iframe')) return player
  button.type = 'button'
  button.dataset['gam'] = 'still'
  button.setAttribute('aria-label', `Play ${title} (${host})`)
  note.dataset['gam'] = 'note'
  note.id = `gam-note-${++notes}`
  button.setAttribute('aria-describedby', note.id)
  button.addEventListener('click', () => navigator.onLine && player.play(video.start), { signal })
  player.tellNetwork()
  if (!button.isConnected) place.prepend(button, note)
  return player
}
