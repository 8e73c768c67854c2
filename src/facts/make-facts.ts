import { FACTS_VERSION, type Facts, type Heading } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'
import type { Sha } from '../model/sha.ts'
import { authorsOf } from './authors.ts'
import { blocksOf } from './blocks.ts'
import { clip } from './clip.ts'
import { countWords } from './count-words.ts'
import { dateOf } from './date.ts'
import { excerptOf } from './excerpt.ts'
import { linksOf } from './links.ts'
import { pointsOf } from './points.ts'
import { titleOf } from './title.ts'

/** All that Gam knows of a report without showing it, from its tokens; needs no DOM. */
export function makeFacts(sha: Sha, parsed: ParsedReport, headings: readonly Heading[]): Facts {
  const written = (key: string): string => {
    const value = parsed.frontMatter[key]
    return typeof value === 'string' ? value : ''
  }
  const blocks = blocksOf(parsed.tokens, written('excerpt_separator'))
  const title = titleOf(parsed, headings, blocks)
  const date = dateOf(parsed.frontMatter['date'], title)
  const description = clip(written('description') || written('summary'), 500)
  const lang = [written('lang'), written('language')].find((one) =>
    /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(one),
  )
  const dir = written('dir')
  return {
    version: FACTS_VERSION,
    sha,
    ...(title && { title }),
    ...(date && { date }),
    authors: authorsOf(parsed),
    ...(description && { description }),
    ...(lang && { lang }),
    ...((dir === 'ltr' || dir === 'rtl') && { dir }),
    excerpt: excerptOf(blocks, title),
    points: pointsOf(blocks, title),
    headings,
    links: linksOf(parsed.tokens),
    words: countWords(blocks.map((block) => block.text).join('\n')),
    unlisted: parsed.frontMatter['published'] === false || parsed.frontMatter['draft'] === true,
  }
}
