import type { Part } from './search.ts'

/** What stands for the words that a shown sentence leaves out, before it and after it. */
export const LEFT_OUT = '…'

/**
 * Where the marked words of a sentence stand in a text that holds it, in UTF-16 units, from and to; none where it does
 * not. White space may differ: a page breaks lines where the sentence has spaces.
 */
export function placesOfMarks(
  sentence: readonly Part[],
  text: string,
): readonly (readonly [number, number])[] {
  const said = sentence.filter((part) => part.text.trim() !== LEFT_OUT)
  const pattern = said.map((part) =>
    part.isMarked ? `(${literal(part.text)})` : literal(part.text),
  )
  const found = new RegExp(pattern.join(''), 'd').exec(text)
  return found?.indices?.slice(1).filter((one) => one !== undefined) ?? []
}

const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+')
