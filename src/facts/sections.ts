import type { Heading } from '../model/facts.ts'
import type { MarkdownToken } from '../model/markdown.ts'
import type { Section } from '../model/search.ts'
import { blocksOf, SEPARATOR } from './blocks.ts'

/** A report's plain text, cut at its headings. `headingsIn` finds those of some of its tokens. */
export function sectionsOf(
  tokens: readonly MarkdownToken[],
  headingsIn: (tokens: readonly MarkdownToken[]) => readonly Heading[],
): Section[] {
  const headings = headingsIn(tokens)
  const sections: { heading?: Heading; blocks: string[] }[] = [{ blocks: [] }]
  let passed = 0
  for (const token of tokens) {
    const inside = headingsIn([token]).length
    // The ids are those of the whole: of equal headings each has its own.
    for (const heading of headings.slice(passed, passed + inside)) {
      sections.push({ heading, blocks: [] })
    }
    passed += inside
    if (token.type === 'heading') continue
    sections.at(-1)?.blocks.push(...blocksOf([token], '').map(({ text }) => text))
  }
  return sections
    .map(({ heading, blocks }) => ({
      ...(heading ? { heading } : {}),
      text: blocks.join('\n').replaceAll(SEPARATOR, ''),
    }))
    .filter(({ heading, text }) => heading || text)
}
