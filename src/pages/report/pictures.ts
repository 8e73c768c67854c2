import { openPicture, type Picture } from '../../commands/reading/open-picture.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Enliven } from './enliven.ts'
import { holdStill } from './hold-still.ts'
import { learnSize, releaseRoom } from './learn-size.ts'
import { isMissing, showFound, showMissing } from './missing-picture.ts'
import { BLANK, sizeName } from './reserve-room.ts'
import { chosenSource, followTheme } from './themed-sources.ts'

/**
 * Fetches the pictures of the report's repository once the text stands, and shows them by addresses of this page's
 * own, which the returned function lets go of. For those that cannot be had, and for other hosts' that do not come,
 * their words are shown.
 */
export const showPictures: Enliven = (body, gam, opened) => {
  const images = [...body.querySelectorAll('img')].filter(
    (image) => image.dataset['gam'] !== 'withheld',
  )
  if (!images.length) return () => undefined
  const ended = new AbortController()
  const { signal } = ended
  const of = { place: { ...opened.place, path: opened.path }, commit: opened.tree?.tree.commit }
  const addresses: string[] = []
  const asked = new Map<HTMLImageElement, string>()
  const shas = new Map<HTMLImageElement, Sha | undefined>()

  const addressOf = (picture: Picture): string => {
    if (picture.kind === 'address') return picture.url
    const url = URL.createObjectURL(new Blob([picture.bytes as BlobPart], { type: picture.type }))
    addresses.push(url)
    return url
  }

  async function show(image: HTMLImageElement): Promise<void> {
    const source = chosenSource(image)
    const key = source ? source.dataset['gamKey'] : ownKey(image)
    if (key === undefined || key === image.dataset['gamShown'] || key === asked.get(image)) return
    asked.set(image, key)
    let picture = await openPicture(gam, of, parseCandidates(key))
    const own = ownKey(image)
    const isThemed = !isFailure(picture) && source !== undefined
    if (isFailure(picture) && source && own) {
      picture = await openPicture(gam, of, parseCandidates(own))
    }
    if (signal.aborted || asked.get(image) !== key) return
    asked.delete(image)
    if (isFailure(picture)) return showMissing(image, whyMissing(picture), gam, opened)
    const url = addressOf(picture)
    shas.set(image, picture.kind === 'bytes' ? picture.sha : undefined)
    image.dataset['gamShown'] = key
    // The bytes are here already: nothing is saved by loading late, and its size is known at once.
    image.loading = 'eager'
    if (isThemed) source.srcset = url
    if (own !== undefined) image.src = url
  }

  function arrived(image: HTMLImageElement): void {
    if (image.currentSrc === BLANK || !image.complete) return
    showFound(image)
    releaseRoom(image)
    const sha = shas.get(image)
    const name = sizeName(image, opened)
    learnSize(image, sha ? [name, sha] : [name], gam)
  }
  const broken = (image: HTMLImageElement): void =>
    showMissing(image, navigator.onLine || ownKey(image) ? 'not here' : 'offline', gam, opened)

  const stops = [holdStill(body), followTheme(body, () => images.forEach((one) => void show(one)))]
  for (const image of images) {
    image.addEventListener('load', () => arrived(image), { signal })
    image.addEventListener('error', () => broken(image), { signal })
    if (image.complete && image.currentSrc && image.currentSrc !== BLANK) {
      catchUp(image, arrived, broken, signal)
    }
    void show(image)
  }
  return () => {
    ended.abort()
    stops.forEach((stop) => stop())
    for (const image of images) {
      if (image.complete || !('gamShown' in image.dataset)) continue
      delete image.dataset['gamShown']
      image.removeAttribute('src')
      chosenSource(image)?.removeAttribute('srcset')
    }
    addresses.forEach((url) => URL.revokeObjectURL(url))
  }
}

/** What became of a picture that had come, or failed, before anybody listened. */
function catchUp(
  image: HTMLImageElement,
  arrived: (image: HTMLImageElement) => void,
  broken: (image: HTMLImageElement) => void,
  signal: AbortSignal,
): void {
  if (isMissing(image) && navigator.onLine && !('gamShown' in image.dataset)) {
    // Hidden, it would never come into view, which loading late waits for.
    image.loading = 'eager'
    image.src = image.getAttribute('src') ?? ''
    return
  }
  const { currentSrc } = image
  image.decode().then(
    () => signal.aborted || arrived(image),
    // Another address in the meantime ends this one's decoding, and is no fault.
    () => signal.aborted || currentSrc !== image.currentSrc || broken(image),
  )
}

const whyMissing = (failure: Failure) =>
  navigator.onLine && failure.kind !== 'offline' ? 'not here' : 'offline'

const ownKey = (image: HTMLImageElement): string | undefined =>
  image.dataset['gam'] === 'picture' ? image.dataset['gamKey'] : undefined

function parseCandidates(key: string): string[] {
  // Our own resolver wrote it; a report cannot, since the sanitizer drops every data attribute.
  const paths: unknown = JSON.parse(key)
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
}
