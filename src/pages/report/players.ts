import { formatClock, parseVideo } from '../../model/videos.ts'
import type { Enliven } from './enliven.ts'
import { createPauses } from './pauses.ts'
import { createPlayer, type Player } from './player.ts'

/** Videos that play in their places, and chapters that move them. */
export const showPlayers: Enliven = (body) => {
  const ended = new AbortController()
  const { signal } = ended
  const players: Player[] = []
  const status = document.createElement('p')
  status.dataset['gam'] = 'status'
  status.className = 'out-of-sight'
  status.setAttribute('role', 'status')
  body.append(status)

  const tellNetwork = () => players.forEach((player) => player.tellNetwork())
  addEventListener('online', tellNetwork, { signal })
  addEventListener('offline', tellNetwork, { signal })
  body.addEventListener('click', (event) => moveTo(event, players, status), { signal })

  const pause = createPauses()
  const makeAll = async () => {
    for (const [place, title] of placesWithTitles(body)) {
      if (signal.aborted) return
      const player = createPlayer(place, title, signal)
      if (player) players.push(player)
      await pause()
    }
  }
  void makeAll()
  return () => {
    // What plays goes on: this is also called when the network comes and goes.
    ended.abort()
    status.remove()
  }
}

/**
 * The videos' places, each with what the author calls it, else with what its section is called; with a number where
 * several are called the same.
 */
function placesWithTitles(body: HTMLElement): [HTMLElement, string][] {
  const places: [HTMLElement, string][] = []
  let heading = ''
  // One walk: a search from each video to its heading would be quadratic.
  for (const element of body.querySelectorAll<HTMLElement>(
    'h1, h2, h3, h4, h5, h6, [data-gam="video"]',
  )) {
    if (element.dataset['gam'] !== 'video') heading = element.textContent.trim()
    else places.push([element, element.dataset['gamVideoTitle'] || heading || 'the video'])
  }
  return numbered(places)
}

function numbered(places: readonly [HTMLElement, string][]): [HTMLElement, string][] {
  const all = new Map<string, number>()
  for (const [, title] of places) all.set(title, (all.get(title) ?? 0) + 1)
  const before = new Map<string, number>()
  return places.map(([place, title]) => {
    const nth = (before.get(title) ?? 0) + 1
    before.set(title, nth)
    const count = all.get(title) ?? 1
    return [place, count > 1 ? `${title}, ${nth} of ${count}` : title]
  })
}

const isBefore = (one: Node, other: Node): boolean =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)

function moveTo(event: MouseEvent, players: readonly Player[], status: HTMLElement): void {
  // With a key held the link opens beside, as any other.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element).closest<HTMLAnchorElement>('[data-gam="chapters"] a[href]')
  const video = link && parseVideo(link.href)
  if (!video) return
  const fitting = players.filter(
    (one) => one.video.host === video.host && one.video.id === video.id,
  )
  const player = fitting.findLast((one) => isBefore(one.place, link)) ?? fitting[0]
  if (!player) return
  event.preventDefault()
  player.place.scrollIntoView({ block: 'nearest' })
  if (!navigator.onLine) {
    status.textContent = 'Needs a connection'
    return
  }
  player.play(video.start)
  const list = link.closest('[data-gam="chapters"]')
  list?.querySelector('[aria-current]')?.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  status.textContent = `Playing ${player.title} from ${formatClock(video.start)}`
}
