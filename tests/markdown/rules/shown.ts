import { expect } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import type { RenderOptions } from '../../../src/markdown/render.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import { show } from '../show.ts'

/** A report in an element, read by all rules; needs a DOM. */
export const shown = (text: string, options: Partial<RenderOptions> = {}): HTMLElement =>
  show(parseReport(text, RULES), options)

/** Its words, a line for each block. */
export const wordsOf = (text: string): string =>
  shown(text)
    .textContent.replace(/\n{2,}/g, '\n')
    .trim()

/** That the rules are loaded for each. */
export const expectWanted = (...texts: readonly string[]): void => {
  for (const text of texts) expect(wantsRules(text), text).toBe(true)
}
