import { openPicture, type Picture } from '../../commands/reading/open-picture.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Enliven } from './enliven.ts'
import { learnSize, releaseRoom } from './learn-size.ts'
import { isMissing, showFound, showMissing } from './missing-picture.ts'
import { createPauses } from './pauses.ts'
import { pictureBlob, SVG } from './picture-blob.ts'
import { BLANK, sizeName } from './reserve-room.ts'
import { chosenSource, followTheme } from './themed-sources.ts'

/** Pictures that are fetched beside each other. */
const AT_ONCE = 8

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
  const addresses = new Set<string>()
  /** Those of SVGs, which would be documents of Gam's own origin. */
  const drawings = new Set<string>()
  /** One that is missing is asked for once, however often the report shows it. */
  const failures = new Map<string, Failure>()
  const asked = new Map<HTMLImageElement, string>()
  const shas = new Map<HTMLImageElement, Sha | undefined>()

  async function open(key: string): Promise<Picture | Failure> {
    const failed = failures.get(key)
    if (failed) return failed
    const picture = await openPicture(gam, of, parseCandidates(key))
    if (isFailure(picture)) failures.set(key, picture)
    return picture
  }

  /** Nothing where it is more than a browser can draw. */
  const addressOf = (picture: Picture): string | undefined => {
    if (picture.kind === 'address') return picture.url
    const blob = pictureBlob(picture)
    const url = blob && URL.createObjectURL(blob)
    if (url) addresses.add(url)
    if (url && picture.type === SVG) drawings.add(url)
    return url
  }

  const revoke = (url: string): void => {
    if (addresses.delete(url)) URL.revokeObjectURL(url)
  }

  async function show(image: HTMLImageElement): Promise<void> {
    const source = chosenSource(image)
    const key = source ? source.dataset['gamKey'] : ownKey(image)
    if (key === undefined || key === image.dataset['gamShown'] || key === asked.get(image)) return
    asked.set(image, key)
    let picture = await open(key)
    const own = ownKey(image)
    const isThemed = !isFailure(picture) && source !== undefined
    if (isFailure(picture) && source && own) picture = await open(own)
    if (signal.aborted || asked.get(image) !== key) return
    asked.delete(image)
    if (isFailure(picture)) return showMissing(image, whyMissing(picture), gam, opened)
    const url = addressOf(picture)
    if (!url) return showMissing(image, 'too complex', gam, opened)
    shas.set(image, picture.kind === 'bytes' ? picture.sha : undefined)
    image.dataset['gamShown'] = key
    // The bytes are here already: nothing is saved by loading late, and its size is known at once.
    image.loading = 'eager'
    if (isThemed) source.srcset = url
    if (own !== undefined) image.src = url
  }

  function arrived(image: HTMLImageElement): void {
    if (image.currentSrc === BLANK || !image.complete) return
    // Nobody can open its address once the picture is there.
    if (drawings.has(image.currentSrc)) revoke(image.currentSrc)
    showFound(image)
    releaseRoom(image)
    const sha = shas.get(image)
    const name = sizeName(image, opened)
    learnSize(image, sha ? [name, sha] : [name], gam)
  }
  function broken(image: HTMLImageElement): void {
    const { currentSrc } = image
    // Another is on its way: the browser has tried the address of the one before once more.
    if (asked.has(image)) return
    if (currentSrc.startsWith('blob:') && !addresses.has(currentSrc)) {
      delete image.dataset['gamShown']
      return void show(image)
    }
    revoke(currentSrc)
    showMissing(image, navigator.onLine || ownKey(image) ? 'not here' : 'offline', gam, opened)
  }

  const pause = createPauses()
  async function showAll(): Promise<void> {
    const waiting = images.values()
    const showNext = async (): Promise<void> => {
      for (const image of waiting) {
        if (signal.aborted) return
        await show(image)
        await pause()
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, showNext))
  }

  const unfollow = followTheme(body, () => void showAll())
  for (const image of images) {
    image.addEventListener('load', () => arrived(image), { signal })
    image.addEventListener('error', () => broken(image), { signal })
    if (image.complete && image.currentSrc && image.currentSrc !== BLANK) {
      catchUp(image, arrived, broken, signal)
    }
  }
  void showAll()
  return () => {
    ended.abort()
    unfollow()
    for (const image of images) {
      if (image.complete || !('gamShown' in image.dataset)) continue
      delete image.dataset['gamShown']
      image.removeAttribute('src')
      chosenSource(image)?.removeAttribute('srcset')
    }
    addresses.forEach(revoke)
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
