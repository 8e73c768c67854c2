/** What a person has selected in a report. */
export interface SelectedWords {
  readonly words: string
  /** The text of the heading above. */
  readonly heading?: string
  /** Where it stands in the window. */
  readonly box: DOMRect
}

/** Undefined where nothing, or nothing of a report, is selected. */
export function wordsSelected(): SelectedWords | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined
  const range = selection.getRangeAt(0)
  const { startContainer: start } = range
  const report = (start instanceof Element ? start : start.parentElement)?.closest('.markdown')
  const words = selection.toString().trim()
  if (!report || !words) return undefined
  const above = [...report.querySelectorAll('h1, h2, h3, h4, h5, h6')].findLast(
    (one) =>
      one.contains(start) || one.compareDocumentPosition(start) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const heading = above?.textContent.trim()
  return { words, ...(heading ? { heading } : {}), box: range.getBoundingClientRect() }
}
