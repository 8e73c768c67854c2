import type { Gam } from '../../commands/gam.ts'
import { BLANK } from './reserve-room.ts'
import { savePictureSize } from '../../storage/save-picture-size.ts'

/** Gives back the room that was kept for a picture. */
export function releaseRoom(image: HTMLImageElement): void {
  image.removeAttribute('style')
  if (image.src === BLANK) image.removeAttribute('src')
  if (!('gamRoom' in image.dataset)) return
  image.removeAttribute('width')
  delete image.dataset['gamRoom']
}

/** Stores the size of a picture that is shown, for the next time that its room is kept. */
export function learnSize(image: HTMLImageElement, names: readonly string[], gam: Gam): void {
  const { naturalWidth: width, naturalHeight: height, clientWidth } = image
  // What lies in a closed `<details>` has no layout that could be measured.
  if (!width || !height || !clientWidth) return
  const free = !image.hasAttribute('width') && !image.hasAttribute('height')
  savePictureSize(gam.base, names, {
    width,
    height,
    ...(free && clientWidth > width ? { fills: true } : {}),
  })
}
