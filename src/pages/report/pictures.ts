import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { openPicture } from '../../commands/reading/open-picture.ts'
import { isFailure } from '../../model/failure.ts'

/**
 * Fetches the pictures of the report's repository once the text stands, and shows them by addresses of this page's
 * own, which are let go of with the report. What cannot be had keeps its words.
 */
export function showPictures(
  gam: Gam,
  opened: OpenedReport,
  html: unknown,
  network: { readonly online: boolean },
) {
  return (body: HTMLElement): (() => void) => {
    // Named so that another rendering of the same report, or a network that is back, runs this again.
    void html
    void network.online
    const addresses: string[] = []
    let gone = false
    const of = { place: { ...opened.place, path: opened.path }, commit: opened.tree?.tree.commit }
    for (const image of body.querySelectorAll<HTMLImageElement>(
      'img[data-gam="picture"]:not([src])',
    )) {
      void openPicture(gam, of, parseCandidates(image.dataset['gamKey'])).then((picture) => {
        if (gone) return
        if (isFailure(picture)) {
          image.title ||= 'This picture is not here yet'
          return
        }
        if (picture.kind === 'address') {
          image.src = picture.url
          return
        }
        const url = URL.createObjectURL(
          new Blob([picture.bytes as BlobPart], { type: picture.type }),
        )
        addresses.push(url)
        image.src = url
      })
    }
    return () => {
      gone = true
      addresses.forEach((url) => URL.revokeObjectURL(url))
    }
  }
}

function parseCandidates(key: string | undefined): string[] {
  // Our own resolver wrote it; a report cannot, since the sanitizer drops every data attribute.
  const paths: unknown = JSON.parse(key ?? '[]')
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
}
