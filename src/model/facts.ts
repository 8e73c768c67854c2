import type { Sha } from './sha.ts'

/** Raised when facts are made differently: stored facts of another version are made again. */
export const FACTS_VERSION = 4

export interface Author {
  readonly name: string
  /** http(s) only. */
  readonly url?: string
}

export interface Heading {
  readonly depth: number
  readonly text: string
  /** GitHub's id, without `user-content-`. */
  readonly id: string
}

/** What is known of a blob that is a report; made once when it is stored, by `worker.ts`. Plain text throughout: never HTML. */
export interface Facts {
  readonly version: number
  readonly sha: Sha
  /** From front matter, else the first heading; absent where there is neither. */
  readonly title?: string
  /** `2017-06-19`, or with a time and zone as the author wrote it (ISO 8601). */
  readonly date?: string
  readonly authors: readonly Author[]
  readonly description?: string
  /** BCP 47, from front matter. */
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
  /** The first paragraph(s) of running text, at most 300 characters; ends at an excerpt separator where there is one. */
  readonly excerpt: string
  /** What is particular to this report, in its order, at most 12 of at most 160 characters each: later paragraphs, bold leads, headings. */
  readonly points: readonly string[]
  readonly headings: readonly Heading[]
  /** Every link's destination as written, without repeats. */
  readonly links: readonly string[]
  /** Every picture's source as written, without repeats. */
  readonly pictures: readonly string[]
  readonly words: number
  /** `published: false` or `draft: true`: left out of lists. */
  readonly unlisted: boolean
}
