import { foldText, wordsOf } from './words.ts'

/** What a person seeks. */
export interface Query {
  /** A report holds all of them, or words that begin with them. */
  readonly words: readonly string[]
  /** Words that stand together. */
  readonly phrases: readonly (readonly string[])[]
  /** Of each of these a report answers to one, where there is any; folded. */
  readonly repo: readonly string[]
  readonly author: readonly string[]
  readonly year: readonly string[]
  /** Whether it is saved offline. */
  readonly saved?: boolean
}

const PIECE = /(?:(repo|author|year|saved):("[^"]*"?|\S*))|"([^"]*)"?|([^\s"]+)/giu
/** What is pasted may be a page: each further word costs, and leaves hardly anything less to be found. */
const MOST_WORDS = 12
const NO = /^(?:no|not|false|0|none)$/

/** What somebody has typed into a field for searching, which is never wrong: what is no filter is a word, of the first twelve. */
export function parseQuery(text: string): Query {
  const words: string[] = []
  const phrases: string[][] = []
  const filters = { repo: [] as string[], author: [] as string[], year: [] as string[] }
  let saved: boolean | undefined
  let room = MOST_WORDS
  const termsIn = (piece: string): string[] => {
    const terms = room > 0 ? wordsOf(piece).slice(0, room) : []
    room -= terms.length
    return terms.map(({ term }) => term)
  }
  for (const [, filter, value = '', phrase, word] of text
    .replace(/[“”„«»]/g, '"')
    .matchAll(PIECE)) {
    const kind = filter?.toLowerCase()
    const given = foldText(value.replaceAll('"', '').trim())
    if (kind === 'saved') saved = !NO.test(given)
    else if (kind) {
      // One that is being typed has no value yet.
      if (given) filters[kind as keyof typeof filters].push(given)
    } else if (phrase !== undefined) phrases.push(termsIn(phrase))
    else words.push(...termsIn(word ?? ''))
  }
  return {
    words,
    phrases: phrases.filter(({ length }) => length),
    ...filters,
    ...(saved === undefined ? {} : { saved }),
  }
}

/** Nothing is sought. */
export const isEmpty = ({ words, phrases, repo, author, year, saved }: Query): boolean =>
  saved === undefined && ![words, phrases, repo, author, year].some(({ length }) => length)
