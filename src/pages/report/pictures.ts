import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { openPicture } from '../../commands/reading/open-picture.ts'
import { isFailure } from '../../model/failure.ts'

/**
 * Fetches the pictures of the report's repository once the text stands, and shows them by addresses of this page's
 * own, which the returned function lets go of. What cannot be had keeps its words.
 */
export function showPictures(body: HTMLElement, gam: Gam, opened: OpenedReport): () => void {
  const addresses: string[] = []
  let gone = false
  const of = { place: { ...opened.place, path: opened.path }, commit: opened.tree?.tree.commit }
  const show = async (image: HTMLImageElement): Promise<void> => {
    const picture = await openPicture(gam, of, parseCandidates(image.dataset['gamKey']))
    if (gone) return
    if (isFailure(picture)) {
      image.title ||= 'This picture is not here'
      return
    }
    if (picture.kind === 'address') {
      image.src = picture.url
      return
    }
    const url = URL.createObjectURL(new Blob([picture.bytes as BlobPart], { type: picture.type }))
    addresses.push(url)
    image.src = url
  }
  const waiting = body.querySelectorAll<HTMLImageElement>('img[data-gam="picture"]:not([src])')
  for (const image of waiting) void show(image)
  return () => {
    gone = true
    addresses.forEach((url) => URL.revokeObjectURL(url))
  }
}

function parseCandidates(key: string | undefined): string[] {
  // Our own resolver wrote it; a report cannot, since the sanitizer drops every data attribute.
  const paths: unknown = JSON.parse(key ?? '[]')
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
}
