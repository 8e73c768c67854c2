const READ = 'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, summary'

/**
 * Keeps what is read in its place when a picture above it gets its size, in browsers without scroll anchoring (Safari).
 * A picture's size is observed before it is painted, so that nothing is seen to jump.
 */
export function holdStill(body: HTMLElement): () => void {
  if (getComputedStyle(document.documentElement).overflowAnchor === 'auto') return () => undefined
  let held: { readonly element: Element; readonly top: number } | undefined
  const hold = () => {
    const element = scrollY > 0 ? firstInView(body) : undefined
    held = element && { element, top: element.getBoundingClientRect().top }
  }
  const observer = new ResizeObserver(() => {
    if (held) {
      const moved = held.element.getBoundingClientRect().top - held.top
      if (moved) scrollBy({ top: moved, behavior: 'instant' })
    }
    hold()
  })
  for (const image of body.querySelectorAll('img')) observer.observe(image)
  hold()
  addEventListener('scroll', hold, { passive: true })
  return () => {
    observer.disconnect()
    removeEventListener('scroll', hold)
  }
}

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
