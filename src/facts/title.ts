import type { Heading } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'
import type { Block } from './blocks.ts'
import { clip } from './clip.ts'

/** A report's title: its front matter's, else its first heading, else the first line of an article without markup. */
export function titleOf(
  parsed: ParsedReport,
  headings: readonly Heading[],
  blocks: readonly Block[],
): string | undefined {
  const { title } = parsed.frontMatter
  const titles = [typeof title === 'string' ? title : '', ...headings.map((one) => one.text)]
  const found = titles.map((one) => clip(one, 300)).find(Boolean)
  return found ?? firstLine(parsed, blocks)
}

function firstLine(parsed: ParsedReport, [first, second]: readonly Block[]): string | undefined {
  const plain = parsed.tokens.every((token) => token.type === 'paragraph' || token.type === 'space')
  if (!plain || !first || !second) return undefined
  const short = first.text.length <= 80 && !first.text.includes('\n')
  return short && !/[.:;,!?…]$/.test(first.text) ? first.text : undefined
}
