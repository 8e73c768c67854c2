import MiniSearch, { type Query as IndexQuery } from 'minisearch'
import { dateFromPath } from '../model/dates.ts'
import type { KnownReport, Section, StoredShard } from '../model/search.ts'
import type { Sha } from '../model/sha.ts'
import { mayHold, pairsOf, probeOf, type Probe } from './pairs.ts'
import type { Query } from './query.ts'
import { foldText, termsOf, wordsOf } from './words.ts'

/** Raised when shards are grown differently: stored ones of another version are grown anew. */
export const SHARD_VERSION = 1

/** What goes into a shard. */
export interface NewReport {
  readonly path: string
  readonly sha: Sha
  readonly title: string
  readonly authors: readonly string[]
  readonly date?: string
  /** Its whole text; absent where only its title is known. */
  readonly sections?: readonly Section[]
}

export interface Found {
  readonly report: KnownReport
  readonly score: number
  /** The words of the report that answer to the sought ones. */
  readonly terms: readonly string[]
  /** Letters that were sought as one word and are two there, next to each other. */
  readonly together: readonly string[]
}

/** Titles, headings and paths alone, which are few and answer at once; all words; and what is written like them. */
export type Depth = 'names' | 'words' | 'typos'

export type Shard = ReturnType<typeof createShard>

const OPTIONS = {
  fields: ['title', 'headings', 'path'],
  // They come as terms already.
  tokenize: (terms: string) => (terms ? terms.split(' ') : []),
  processTerm: (term: string) => term,
  // In steps beside what is taken in meanwhile it walks through what has changed, and throws.
  autoVacuum: false,
}
/** In one step, so that nothing comes in between. */
const AT_ONCE = { batchSize: Infinity, batchWait: 0 }
/** Of the reports that an index has had, so many are gone: their words are looked through in vain. */
const TOO_MANY_GONE = 0.2
/** One of these is as much as a few letters. */
const IDEOGRAPH = /\p{Ideographic}|\p{Script=Hangul}/u
const WHOLE = { ...OPTIONS, fields: [...OPTIONS.fields, 'body'] }
const BOOST = { title: 6, headings: 2.5, path: 2, body: 1 }
/** What words that stand together in the report, too, are worth. */
const TOGETHER = 1.5
/** A word of so many letters may be two. */
const SHORTEST_PART = 2

interface Known extends KnownReport {
  /** Folded. */
  readonly by: string
}

/** What can be found in the reports of one source. */
export function createShard(stored?: StoredShard) {
  const read = stored && readIndexes(stored)
  const names = read?.names ?? new MiniSearch(OPTIONS)
  const whole = read?.whole ?? new MiniSearch(WHOLE)
  const reports = new Map<string, Known>()
  for (const report of read ? stored.reports : []) reports.set(report.path, known(report))

  // MiniSearch has no question for it; the version is pinned, and a test asks.
  const terms = (whole as unknown as { _index: { has(term: string): boolean } })._index

  function search(words: readonly string[], exact: ReadonlySet<string>, depth: Depth) {
    const query: IndexQuery = words.length
      ? {
          combineWith: 'AND',
          queries: words.map((word) => ({
            queries: [word],
            prefix: !exact.has(word) && (word.length > 1 || IDEOGRAPH.test(word)),
            fuzzy: depth === 'typos' && !exact.has(word) && word.length > 3 ? 0.2 : false,
          })),
        }
      : MiniSearch.wildcard
    const index = depth === 'names' ? names : whole
    return index.search(query, { boost: BOOST, weights: { prefix: 0.6, fuzzy: 0.2 } })
  }

  return {
    reports: reports as ReadonlyMap<string, KnownReport>,

    /** Takes a report in, in place of what was known at its path. */
    put({ sections, ...report }: NewReport): void {
      this.remove(report.path)
      const texts = sections?.map(({ text }) => wordsOf(text)) ?? []
      const headings = sections?.flatMap(({ heading }) => (heading ? [wordsOf(heading.text)] : []))
      const [title, path] = [wordsOf(report.title), wordsOf(report.path)]
      const written = (all: readonly ReturnType<typeof wordsOf>[]) => all.flatMap(termsOf).join(' ')
      const named = {
        id: report.path,
        path: written([path]),
        title: written([title]),
        headings: written(headings ?? []),
      }
      names.add(named)
      whole.add({ ...named, body: written(texts) })
      const pairs = pairsOf([title, path, ...(headings ?? []), ...texts])
      reports.set(report.path, known({ ...report, isFull: sections !== undefined, pairs }))
    },

    remove(path: string): void {
      if (!reports.delete(path)) return
      names.discard(path)
      whole.discard(path)
    },

    /** The words of what was removed go only now: nobody is to read them in what is published. */
    async tidy(): Promise<void> {
      await names.vacuum(AT_ONCE)
      await whole.vacuum(AT_ONCE)
    },

    /** Whether much of what it holds is of reports that were removed. */
    get isUntidy(): boolean {
      return whole.dirtFactor > TOO_MANY_GONE
    },

    /** Their text has come, of which the host's shard knew the words. */
    arrive(path: string): void {
      const report = reports.get(path)
      if (!report?.isLent) return
      const { isLent, ...here } = report
      reports.set(path, here)
    },

    /** In no order; whoever asks may let others come first after each reading of the words. */
    *find(query: Query, depth: Depth): Generator<undefined, Found[]> {
      const found = new Map<string, Found>()
      const phrases = new Set(query.phrases.flat())
      const words = [...query.words, ...phrases]
      const together = query.phrases.flatMap(joins)
      const near = joins(query.words).map(probeOf)
      const isTerm = (term: string) => terms.has(term)
      const others = depth === 'typos' ? swapped(words, isTerm) : []
      for (const { words: sought, needs } of [...readings(words, isTerm), ...others]) {
        const parts = needs.flatMap(({ parts }) => parts)
        const exact = new Set([...phrases, ...parts])
        const must = [...together, ...needs.map(({ joined }) => joined)]
          .filter((joined) => !sought.includes(joined))
          .map(probeOf)
        // MiniSearch values two words twice: once in their sum, and once for being two.
        const even = words.length ? (words.length / sought.length) ** 2 : 1
        const isOne = Number(sought.length < words.length)
        for (const { id, score, terms } of search(sought, exact, depth)) {
          const report = reports.get(id as string)
          if (!report || !answers(report, query) || !holds(report, must)) continue
          const beside = near.reduce((sum, probe) => sum + Number(holds(report, [probe])), isOne)
          const worth = score * even * TOGETHER ** beside
          const before = found.get(report.path)
          found.set(report.path, {
            report,
            score: before ? Math.max(worth, before.score) : worth,
            // Where it is not they that were sought, they count only next to each other.
            terms: [
              ...(before?.terms ?? []),
              ...terms.filter((term) => !parts.includes(term) || words.includes(term)),
            ],
            together: [...(before?.together ?? []), ...needs.map(({ joined }) => joined)],
          })
        }
        yield
      }
      return [...found.values()]
    },

    store(): StoredShard {
      const list = [...reports.values()].map(({ by, ...report }) => report)
      return {
        version: SHARD_VERSION,
        reports: list,
        names: JSON.stringify(names),
        whole: JSON.stringify(whole),
      }
    },
  }
}

const NONE = new Uint8Array()
const holds = ({ pairs = NONE }: KnownReport, probes: readonly Probe[]): boolean =>
  probes.every((probe) => mayHold(pairs, probe))

const known = (report: KnownReport): Known => ({
  ...report,
  by: foldText(report.authors.join(' ')),
})

/** Undefined where they are of another version, or damaged: they are grown anew. */
function readIndexes({ version, reports, ...stored }: StoredShard) {
  if (version !== SHARD_VERSION) return undefined
  try {
    const names = MiniSearch.loadJSON(stored.names, OPTIONS)
    const whole = MiniSearch.loadJSON(stored.whole, WHOLE)
    // What the list does not name would be found, and be nothing.
    const isSame = [names, whole].every(
      (index) =>
        index.documentCount === reports.length && reports.every(({ path }) => index.has(path)),
    )
    return isSame ? { names, whole } : undefined
  } catch {
    return undefined
  }
}

function answers(report: Known, { author, year }: Query): boolean {
  const date = report.date ?? dateFromPath(report.path) ?? ''
  return (
    (!author.length || author.some((one) => report.by.includes(one))) &&
    (!year.length || year.some((one) => date.startsWith(one)))
  )
}

const joins = (words: readonly string[]): string[] =>
  words.slice(1).map((word, at) => (words[at] ?? '') + word)

interface Reading {
  readonly words: readonly string[]
  /** Two words of it that count only where they stand together. */
  readonly needs: readonly { readonly parts: readonly string[]; readonly joined: string }[]
}

/** The words as they stand, two of them as one, one of them as two: people write `swarm kit` and `SwarmKit`. */
function* readings(
  words: readonly string[],
  isTerm: (word: string) => boolean,
): Generator<Reading> {
  yield { words, needs: [] }
  for (const [at, word] of words.entries()) {
    const instead = (...others: string[]) =>
      words.toSpliced(at, others.length > 1 ? 1 : 2, ...others)
    const next = words[at + 1]
    // The last one may be half typed yet.
    const isLast = at === words.length - 2
    if (next && (isLast || isTerm(word + next))) yield { words: instead(word + next), needs: [] }
    for (let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut++) {
      const parts = [word.slice(0, cut), word.slice(cut)] as const
      if (parts.every(isTerm)) yield { words: instead(...parts), needs: [{ parts, joined: word }] }
    }
  }
}

/** Letters in the wrong order are two mistakes to a search that counts them, and one to whoever types. */
const SWAPPED_FROM = 4

function* swapped(words: readonly string[], isTerm: (word: string) => boolean): Generator<Reading> {
  for (const [at, word] of words.entries()) {
    if (word.length < SWAPPED_FROM || isTerm(word)) continue
    for (let i = 1; i < word.length; i++) {
      const other = word.slice(0, i - 1) + word.charAt(i) + word.charAt(i - 1) + word.slice(i + 1)
      if (isTerm(other)) yield { words: words.toSpliced(at, 1, other), needs: [] }
    }
  }
}
