const NAME = 'gam-found'

/**
 * Marks places in an element's text, in UTF-16 units of its `textContent`, without changing the element. The returned
 * function takes the marks away. Browsers without the CSS Custom Highlight API show none.
 */
export function markWords(
  element: Element,
  places: readonly (readonly [number, number])[],
): () => void {
  if (!('highlights' in CSS)) return () => undefined
  const ranges = places.map(([from, to]) => {
    const range = new Range()
    range.setStart(...pointAt(element, from, false))
    range.setEnd(...pointAt(element, to, true))
    return range
  })
  CSS.highlights.set(NAME, new Highlight(...ranges))
  return () => void CSS.highlights.delete(NAME)
}

/** The text node that a character lies in; where two meet, the first for an end and the second for a beginning. */
function pointAt(element: Element, at: number, isEnd: boolean): [Node, number] {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let left = at
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = node as Text
    if (isEnd ? left <= length : left < length) return [node, left]
    left -= length
  }
  return [element, element.childNodes.length]
}
