import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { githubUrl } from '../../model/github-url.ts'
import { releaseRoom } from './learn-size.ts'
import { chosenSource } from './themed-sources.ts'

type Why = 'offline' | 'not here' | 'too complex'

const WORDS: Readonly<Record<Why, string>> = {
  offline: 'Picture needs a connection: ',
  'not here': 'Picture not here: ',
  'too complex': 'Picture too complex to show here: ',
}

/** Shows a picture's words and a link to where it should be, in place of a broken frame, which CSS hides beside them. */
export function showMissing(
  image: HTMLImageElement,
  why: Why,
  gam: Gam,
  opened: OpenedReport,
): void {
  const { path, href, label } = whereabouts(image, gam, opened)
  const box = document.createElement('span')
  box.dataset['gam'] = 'missing'
  box.append(WORDS[why], image.alt.trim() || (path.split('/').at(-1) ?? path))
  // A link that the author put around the picture is the one that counts.
  if (!image.closest('a[href]')) {
    const link = document.createElement('a')
    link.href = href
    link.rel = 'noopener noreferrer'
    link.textContent = label
    box.append(' · ', link)
  }
  releaseRoom(image)
  boxOf(image)?.remove()
  image.after(box)
}

/** The picture itself again, where its words stood. */
export function showFound(image: HTMLImageElement): void {
  boxOf(image)?.remove()
}

export const isMissing = (image: HTMLImageElement): boolean => boxOf(image) !== undefined

function boxOf(image: HTMLImageElement): Element | undefined {
  const next = image.nextElementSibling
  return next?.matches('[data-gam="missing"]') ? next : undefined
}

function whereabouts(image: HTMLImageElement, gam: Gam, opened: OpenedReport) {
  const { gam: kind, gamKey } = (image.dataset['gam'] ? image : (chosenSource(image) ?? image))
    .dataset
  if (kind !== 'picture') {
    const { host, pathname, href } = new URL(image.currentSrc || image.src)
    return { path: pathname, href, label: host }
  }
  const [path = ''] = JSON.parse(gamKey ?? '[]') as string[]
  const href = githubUrl(gam.hosts, { ...opened.place, path }, 'blob')
  return { path, href, label: 'open on GitHub' }
}
