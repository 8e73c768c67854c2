/** The first of these texts of a report that begins in view, else the one that began last above it. */
export function firstInView(body: HTMLElement, texts: string): Element | undefined {
  let above: Element | undefined
  for (const block of blocksOf(body)) {
    const { top, bottom } = block.getBoundingClientRect()
    if (top > innerHeight) break
    // To ask for what lies in a part that nobody sees would lay it out.
    if (bottom <= 0) continue
    for (const element of block.matches(texts) ? [block] : block.querySelectorAll(texts)) {
      const { top, height } = element.getBoundingClientRect()
      if (!height) continue
      if (top > innerHeight) break
      if (top >= 0) return element
      above = element
    }
  }
  return above
}

function* blocksOf(body: HTMLElement): Generator<Element> {
  for (const block of body.children) {
    const { top, bottom } = block.getBoundingClientRect()
    const isSeen = block.matches('[data-gam="part"]') && bottom > 0 && top < innerHeight
    if (isSeen) yield* block.children
    else yield block
  }
}
