import { FACTS_VERSION, type Facts } from '../../src/model/facts.ts'
import type { Sha } from '../../src/model/sha.ts'

/** Facts of a report in which there was nothing to be found, but for these. */
export const factsWith = (sha: Sha, more: Partial<Facts> = {}): Facts => ({
  version: FACTS_VERSION,
  sha,
  authors: [],
  excerpt: '',
  points: [],
  headings: [],
  links: [],
  pictures: [],
  words: 1,
  unlisted: false,
  ...more,
})
