/** So many frames without a move, and the page has come to rest; it is not waited for longer than the most. */
const QUIET = 3
const MOST = 30

/** Changes how the page looks; the line of a report that stands first on the screen stays where it is. */
export function keepPlace(change: () => void): void {
  const line = firstLine()
  change()
  if (!line) return
  let quiet = 0
  let frames = 0
  const settle = () => {
    const moved = topOf(line.range) - line.top
    scrollBy({ top: moved, behavior: 'instant' })
    quiet = Math.abs(moved) < 1 ? quiet + 1 : 0
    // What comes into view is laid out only then; before it had an estimated height.
    if (quiet < QUIET && ++frames < MOST) requestAnimationFrame(settle)
  }
  settle()
}

const topOf = (range: Range): number => range.getBoundingClientRect().top

/** Its first character; none at the top of the page, where nothing can be lost. */
function firstLine(): { readonly range: Range; readonly top: number } | undefined {
  const report = document.querySelector('.markdown')
  if (!report || report.getBoundingClientRect().top > 0) return undefined
  for (const block of report.children) {
    // What stands in a part that is not laid out has no place of its own.
    const found = block.getBoundingClientRect().bottom > 0 && firstIn(block)
    if (found) return { range: found, top: topOf(found) }
  }
  return undefined
}

function firstIn(block: Element): Range | undefined {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode)
    const { bottom, height } = range.getBoundingClientRect()
    if (!height || bottom <= 0) continue
    narrow(range)
    return range
  }
  return undefined
}

/** To the first character of a text that is not above the screen. */
function narrow(range: Range): void {
  const text = range.startContainer
  let [above, below] = [0, range.endOffset]
  while (above < below) {
    const middle = Math.floor((above + below) / 2)
    range.setStart(text, middle)
    range.setEnd(text, middle + 1)
    if (range.getBoundingClientRect().top < 0) above = middle + 1
    else below = middle
  }
  const at = Math.min(above, (text.textContent?.length ?? 1) - 1)
  range.setStart(text, at)
  range.setEnd(text, at + 1)
}
