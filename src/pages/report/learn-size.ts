import type { Gam } from '../../commands/gam.ts'
import { BLANK } from './reserve-room.ts'
import { savePictureSize } from '../../storage/save-picture-size.ts'

/** Gives back the room that was kept for a picture. */
export function releaseRoom(image: HTMLImageElement): void {
  image.removeAttribute('style')
  if (image.src === BLANK) image.removeAttribute('src')
}

/** Stores the size of a picture that is shown, for the next time that its room is kept. */
export function learnSize(image: HTMLImageElement, names: readonly string[], gam: Gam): void {
  const { naturalWidth, naturalHeight, clientWidth } = image
  // What lies in a closed `<details>` has no layout that could be measured.
  if (!naturalWidth || !naturalHeight || !clientWidth) return
  const fills = !image.matches('[width], [height]') && clientWidth > naturalWidth
  savePictureSize(gam.base, names, {
    ratio: `${naturalWidth}/${naturalHeight}`,
    width: fills ? '100%' : `${naturalWidth}px`,
  })
}
