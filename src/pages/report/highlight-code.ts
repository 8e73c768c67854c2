import '../../look/highlight.css'
import type { Enliven } from './enliven.ts'
import { highlight } from './highlighter.ts'

/** A report with more code than this stays plain: it would keep the page busy for too long. */
const LIMIT = 100_000
/** Nor is a single block that is longer coloured: some grammars take seconds for what was made to be hard. */
const LONGEST_BLOCK = 10_000

/** Colours the code of a report, block by block, so that the page answers in between. */
export const highlightCode: Enliven = (body) => {
  // What an author has marked up by hand stays as it is, and what has its colours already.
  const blocks = [...body.querySelectorAll<HTMLElement>('pre > code[data-gam-lang]')].filter(
    (code) => !code.childElementCount && code.textContent.length <= LONGEST_BLOCK,
  )
  const length = blocks.reduce((sum, code) => sum + code.textContent.length, 0)
  let gone = length > LIMIT
  const colourAll = async () => {
    for (const code of blocks) {
      if (gone) return
      const lit = await highlight(code.textContent, code.dataset['gamLang'] ?? '')
      if (!gone && lit) code.replaceChildren(lit)
      await nextTask()
    }
  }
  void colourAll()
  return () => {
    gone = true
  }
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
