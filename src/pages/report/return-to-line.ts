import { firstInView } from './first-in-view.ts'

/** So many milliseconds without a step: the page has come to rest. */
const REST = 150
/** Those that stay the same when a report comes to life: a block of code may become a formula or a diagram. */
const TEXTS = ':is(p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd):not([data-gam])'

/** The text that stood first on the screen, in this entry of the history. */
interface Line {
  /** Of the page, as it was then. */
  readonly scroll: number
  /** Which text of the report. */
  readonly nth: number
  readonly top: number
}

/**
 * Returns to the text that was read. The page alone returns to its scroll position, which is that of another text as
 * long as formulas and pictures have not got their heights.
 */
export function returnToLine(body: HTMLElement): () => void {
  const { scroll, line } = (history.state ?? {}) as { scroll?: number; line?: Line }
  if (line && line.scroll === scroll && isAt(scroll)) {
    const top = body.querySelectorAll(TEXTS)[line.nth]?.getBoundingClientRect().top
    if (top !== undefined) scrollBy({ top: top - line.top, behavior: 'instant' })
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const onscroll = () => {
    clearTimeout(timer)
    timer = setTimeout(() => keepLine(body), REST)
  }
  addEventListener('scroll', onscroll, { passive: true })
  return () => {
    clearTimeout(timer)
    removeEventListener('scroll', onscroll)
  }
}

/** At this position, or where the page ends before it. */
function isAt(scroll: number): boolean {
  const furthest = document.documentElement.scrollHeight - innerHeight
  return Math.abs(scrollY - Math.min(scroll, furthest)) < 2
}

function keepLine(body: HTMLElement): void {
  const element = scrollY > 0 && body.isConnected ? firstInView(body, TEXTS) : undefined
  if (!element) return
  const nth = [...body.querySelectorAll(TEXTS)].indexOf(element)
  const { top } = element.getBoundingClientRect()
  const line: Line = { scroll: scrollY, nth, top }
  history.replaceState({ ...(history.state as object | null), line }, '')
}
