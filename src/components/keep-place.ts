/** So many frames without a move, and the page has come to rest; it is not waited for longer than the most. */
const QUIET = 3
const MOST = 30

/** Of the height of the screen. */
const READ_AT = 1 / 5

/**
 * Changes how the page looks; the line of a report that is read stays where it is. All others move away from it, the
 * more the further they stand: so it is not the first line, which one has read, but one a little below.
 */
export function keepPlace(change: () => void): void {
  // Who tries one size after another comes back to where they began.
  if (!kept || Math.abs(topOf(kept.range) - kept.top) > 1) kept = readLine()
  const line = kept
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

interface Line {
  readonly range: Range
  readonly top: number
}

let kept: Line | undefined

const topOf = (range: Range): number => range.getBoundingClientRect().top

/** Its first character; none at the top of the page, where nothing can be lost. */
function readLine(): Line | undefined {
  const report = document.querySelector('.markdown')
  const height = innerHeight * READ_AT
  if (!report || report.getBoundingClientRect().top > height) return undefined
  for (const block of report.children) {
    // What stands in a part that is not laid out has no place of its own.
    const found = block.getBoundingClientRect().bottom > height && firstIn(block, height)
    if (found) return { range: found, top: topOf(found) }
  }
  return undefined
}

function firstIn(block: Element, from: number): Range | undefined {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode)
    const { bottom, height } = range.getBoundingClientRect()
    if (!height || bottom <= from) continue
    narrow(range, from)
    return range
  }
  return undefined
}

/** To the first character of a text that does not stand above this height. */
function narrow(range: Range, from: number): void {
  const text = range.startContainer
  let [above, below] = [0, range.endOffset]
  while (above < below) {
    const middle = Math.floor((above + below) / 2)
    range.setStart(text, middle)
    range.setEnd(text, middle + 1)
    if (range.getBoundingClientRect().bottom <= from) above = middle + 1
    else below = middle
  }
  const at = Math.min(above, (text.textContent?.length ?? 1) - 1)
  range.setStart(text, at)
  range.setEnd(text, at + 1)
}
