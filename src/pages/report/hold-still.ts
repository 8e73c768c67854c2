import { firstInView } from './first-in-view.ts'

const READ = 'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, summary'

/**
 * Keeps what is read in its place when a picture or a formula above it gets its height, in browsers without scroll
 * anchoring (Safari). The page's height is observed before it is painted, so that nothing is seen to jump.
 */
export function holdStill(body: HTMLElement): () => void {
  if (getComputedStyle(document.documentElement).overflowAnchor === 'auto') return () => undefined
  const ended = new AbortController()
  const { signal } = ended
  let held: { readonly element: Element; readonly y: number } | undefined
  /** A page scrolls by whole pixels of the screen: what is left over counts with the next time. */
  let owed = 0
  const settle = () => {
    if (held?.element.isConnected) {
      const before = scrollY
      owed += pageY(held.element) - held.y
      if (Math.abs(owed) > 0.5) scrollBy({ top: owed, behavior: 'instant' })
      owed -= scrollY - before
    }
    const element = scrollY > 0 ? firstInView(body, READ) : undefined
    held = element && { element, y: pageY(element) }
  }
  const observer = new ResizeObserver(settle)
  // All of the page: what stands above the report, as whether it was checked, comes and goes.
  observer.observe(document.body)
  settle()
  addEventListener('scroll', settle, { passive: true, signal })
  // Before a jump to a heading, or back: it counts with what was drawn since the last frame already.
  for (const type of ['click', 'focusin', 'popstate'])
    addEventListener(type, settle, { capture: true, signal })
  return () => {
    observer.disconnect()
    ended.abort()
  }
}

const pageY = (element: Element): number => element.getBoundingClientRect().top + scrollY
