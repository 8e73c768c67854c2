import { FACTS_VERSION, type Facts, type Heading } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'
import type { Sha } from '../model/sha.ts'
import { blocksOf } from './blocks.ts'
import { clip } from './clip.ts'
import { destinationsOf } from './destinations.ts'
import { excerptOf } from './excerpt.ts'
import { makeHeadline, written } from './headline.ts'
import { pointsOf } from './points.ts'

/** All that Gam knows of a report without showing it, from its tokens; needs no DOM. */
export function makeFacts(sha: Sha, parsed: ParsedReport, headings: readonly Heading[]): Facts {
  const blocks = blocksOf(parsed.tokens, written(parsed, 'excerpt_separator'))
  const headline = makeHeadline(parsed, headings, blocks)
  const description = clip(written(parsed, 'description') || written(parsed, 'summary'), 500)
  return {
    version: FACTS_VERSION,
    sha,
    ...headline,
    ...(description && { description }),
    excerpt: excerptOf(blocks, headline.title ?? ''),
    points: pointsOf(blocks, headline.title ?? ''),
    headings,
    ...destinationsOf(parsed.tokens),
    unlisted: parsed.frontMatter['published'] === false || parsed.frontMatter['draft'] === true,
  }
}
