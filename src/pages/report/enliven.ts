import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { isFailure } from '../../model/failure.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import { holdStill } from './hold-still.ts'
import { showPictures } from './pictures.ts'
import { returnToLine } from './return-to-line.ts'

/** Brings to life what it finds in the report; the returned function stops it and lets go of what it holds. */
export type Enliven = (body: HTMLElement, gam: Gam, opened: OpenedReport) => () => void

interface Guest {
  readonly selector: string
  readonly load: () => Promise<Enliven>
  /** Whether it is for pages without a network alone. */
  readonly offline?: true
}

/** What is loaded only where a report holds an element of its own. */
const GUESTS: readonly Guest[] = [
  {
    selector: '[data-gam="video"]',
    load: async () => (await import('./players.ts')).showPlayers,
  },
  { selector: 'pre', load: async () => (await import('./copy-code.ts')).copyCode },
  {
    selector: 'pre > code[data-gam-lang]',
    load: async () => (await import('./highlight-code.ts')).highlightCode,
  },
  { selector: '[data-gam="math"]', load: async () => (await import('./maths.ts')).showMaths },
  {
    selector: ':is(h1, h2, h3, h4, h5, h6)[id]',
    load: async () => (await import('./points.ts')).offerPoints,
  },
  {
    selector: '[data-gam="anchor"]',
    load: async () => (await import('../readings/bookmark-headings.ts')).bookmarkHeadings,
  },
  {
    selector: 'pre > code[data-gam-lang="mermaid" i]',
    load: async () => (await import('./diagrams.ts')).showDiagrams,
  },
  {
    selector: 'a[href^="?"]',
    load: async () => (await import('./mark-links.ts')).markLinks,
    offline: true,
  },
]

/** In ms: what is not here by then comes late enough to move what one reads no more. */
const SETTLING = 20_000

/** Further down than this a heading that a link leads to stands only where the page ends soon after it. In pixels. */
const BELOW_TOP = 60

/**
 * Tells of each change of the report's height while its pictures and formulas come, where the heading that the link
 * leads to (it has the focus) is not at the top of the window: what comes above it there would push it away.
 */
export function followHeight(body: HTMLElement, tell: () => void): () => void {
  const target = document.activeElement
  if (!body.contains(target) || (target?.getBoundingClientRect().top ?? 0) < BELOW_TOP)
    return () => undefined
  const observer = new ResizeObserver(tell)
  observer.observe(body)
  const timer = setTimeout(() => observer.disconnect(), SETTLING)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}

/** Brings a report that stands on the page to life: pictures of its repository, and what its pieces need. */
export const enliven: Enliven = (body, gam, opened) => {
  const stops = [returnToLine(body), holdStill(body), showPictures(body, gam, opened)]
  let gone = false
  for (const { selector, load, offline } of GUESTS) {
    if (!body.querySelector(selector) || (offline && navigator.onLine)) continue
    // A guest that cannot come leaves what the report's own HTML says.
    void loadGuest(load).then((guest) => {
      if (!gone && !isFailure(guest)) stops.push(guest(body, gam, opened))
    })
  }
  return () => {
    gone = true
    stops.forEach((stop) => stop())
  }
}
