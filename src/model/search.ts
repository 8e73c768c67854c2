import type { Place } from './address.ts'
import type { Heading } from './facts.ts'
import type { Sha } from './sha.ts'

/** The text below one heading of a report, or above its first. */
export interface Section {
  readonly heading?: Heading
  readonly text: string
}

/** A report as search knows it. */
export interface KnownReport {
  readonly path: string
  readonly sha: Sha
  readonly title: string
  readonly authors: readonly string[]
  /** ISO 8601, or the beginning of it. */
  readonly date?: string
  /** Every word of it is known; else only its title and path. */
  readonly isFull: boolean
  /** Its words are known from the host's shard, and its text is not here yet. */
  readonly isLent?: true
  /** Which of its words stand next to each other, as `search/pairs.ts` writes it. */
  readonly pairs?: Uint8Array
}

/** What is stored of one source's shard. */
export interface StoredShard {
  readonly version: number
  readonly reports: readonly KnownReport[]
  /** As MiniSearch writes its index: of titles, headings and paths, and of all words. */
  readonly names: string
  readonly whole: string
}

/** A piece of a text, of which the sought words are marked. */
export interface Part {
  readonly text: string
  readonly isMarked: boolean
}

/** Where in a report the words are. */
export interface Spot {
  /** The heading that it stands under. */
  readonly heading?: Heading
  /** The sentence, or what follows the heading where the words are in the heading itself. */
  readonly sentence: readonly Part[]
}

/** A report that was found. */
export interface Hit extends Place {
  readonly title: readonly Part[]
  readonly date?: string
  readonly authors: readonly string[]
  /** Only its title and path were searched. */
  readonly isTitleOnly: boolean
  /** Absent until its text was looked into, and where only title or path hold the words. */
  readonly spot?: Spot
}

/** How much of the library's text can be searched. */
export interface Coverage {
  /** Reports whose every word is known, of all. */
  readonly full: number
  readonly of: number
  /** Of the texts that are not here, as GitHub counts them. */
  readonly missingBytes: number
  /** Everything that is here has been read. */
  readonly isRead: boolean
}
