const READ = 'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, summary'

/**
 * Keeps what is read in its place when a picture above it gets its size, in browsers without scroll anchoring (Safari).
 * A picture's size is observed before it is painted, so that nothing is seen to jump.
 */
export function holdStill(body: HTMLElement): () => void {
  if (getComputedStyle(document.documentElement).overflowAnchor === 'auto') return () => undefined
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
    const element = scrollY > 0 ? firstInView(body) : undefined
    held = element && { element, y: pageY(element) }
  }
  const observer = new ResizeObserver(settle)
  // The page too: what stands above the report, as whether it was checked, comes and goes.
  for (const one of [document.body, ...body.querySelectorAll('img')]) observer.observe(one)
  settle()
  addEventListener('scroll', settle, { passive: true })
  return () => {
    observer.disconnect()
    removeEventListener('scroll', settle)
  }
}

const pageY = (element: Element): number => element.getBoundingClientRect().top + scrollY

/** The first text that begins in view, else the one that began last above it. */
function firstInView(body: HTMLElement): Element | undefined {
  let above: Element | undefined
  for (const element of body.querySelectorAll(READ)) {
    const { top, height } = element.getBoundingClientRect()
    if (!height) continue
    if (top > innerHeight) break
    if (top >= 0) return element
    above = element
  }
  return above
}
