import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { sourceKey } from '../../model/source.ts'
import { loadPictureSizes } from '../../storage/picture-sizes.ts'

/** One pixel that is not seen. Without any address a browser sets a picture's words instead, as large as they are. */
export const BLANK = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='

/**
 * Keeps the room of the pictures whose sizes are known, so that the text does not move when they come. By the
 * elements' own properties: inline style in HTML would be against the page's policy, and a width in percent that an
 * author wrote leaves no ratio to a browser.
 */
export function reserveRoom(body: HTMLElement, gam: Gam, opened: OpenedReport): void {
  const images = body.querySelectorAll('img')
  if (!images[0]) return
  const sizes = loadPictureSizes(gam.base)
  for (const image of images) {
    const size = sizes[sizeName(image, opened)]
    if (!size || image.naturalWidth) continue
    image.src ||= BLANK
    image.style.aspectRatio = size.ratio
    if (!image.matches('[width],[height]')) image.style.width = size.width
  }
}

/** What a picture's size is stored under: its SHA where the report's tree lists it, else its place or its address. */
export function sizeName(image: HTMLImageElement, { place, tree }: OpenedReport): string {
  if (image.dataset['gam'] !== 'picture') return image.src
  const [path = ''] = JSON.parse(image.dataset['gamKey'] ?? '[]') as string[]
  const listed = tree?.tree.entries.find((one) => one.path === path)
  return listed?.sha ?? sourceKey({ ...place, path })
}
