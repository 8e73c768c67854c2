import type { Facts, Heading } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'
import { authorsOf } from './authors.ts'
import { blocksOf, type Block } from './blocks.ts'
import { countWords } from './count-words.ts'
import { dateOf } from './date.ts'
import { titleOf } from './title.ts'

/** The part of a report's facts that stands at its head: what the report's own page shows at once. */
export type Headline = Pick<Facts, 'title' | 'date' | 'authors' | 'lang' | 'dir' | 'words'>

/** The headline of a report from its tokens; needs no DOM. */
export function makeHeadline(
  parsed: ParsedReport,
  headings: readonly Heading[],
  blocks: readonly Block[] = blocksOf(parsed.tokens, written(parsed, 'excerpt_separator')),
): Headline {
  const title = titleOf(parsed, headings, blocks)
  const date = dateOf(parsed.frontMatter['date'], title)
  const lang = [written(parsed, 'lang'), written(parsed, 'language')].find((one) =>
    /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(one),
  )
  const dir = written(parsed, 'dir')
  return {
    ...(title && { title }),
    ...(date && { date }),
    authors: authorsOf(parsed),
    ...(lang && { lang }),
    ...((dir === 'ltr' || dir === 'rtl') && { dir }),
    words: countWords(blocks.map((block) => block.text).join('\n')),
  }
}

/** A field of front matter where it is a text, else ''. */
export function written(parsed: ParsedReport, key: string): string {
  const value = parsed.frontMatter[key]
  return typeof value === 'string' ? value : ''
}
