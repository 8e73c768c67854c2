import type { Section } from '../../src/model/search.ts'
import type { Sha } from '../../src/model/sha.ts'
import { findIn, ranked } from '../../src/search/find.ts'
import { parseQuery } from '../../src/search/query.ts'
import { createShard, type Depth, type NewReport } from '../../src/search/shard.ts'

/* Runs in the browser: an index over made reports, and somebody who types. */

const IN_A_SOURCE = 200
const WORDS = 700
const VOCABULARY = 20_000
/** As in `library-index.ts`: what is found by then is shown. */
const SLICE = 10
/** Typed letter by letter: frequent words and rare ones, two words, a name of two, a filter. */
const TYPED = [3, 40, 300, 2_000, 15_000]

export interface SearchTimes {
  readonly buildMs: number
  readonly bytes: number
  readonly loadMs: number
  /** From each keystroke: to the first results, to all, and to what is written with typos. */
  readonly first: readonly number[]
  readonly whole: readonly number[]
  readonly withTypos: readonly number[]
  readonly found: number
}

declare global {
  interface Window {
    timeSearch: (reports: number) => SearchTimes
    /** The index stays, so that its memory can be measured. */
    searched: unknown
  }
}

// A small generator of our own, so that every run has the same reports.
let state = 1
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647

const SYLLABLES = 'ka to mi ren dock er swarm net ing con tain ru so le vi pro xy ba qu an'.split(
  ' ',
)
const word = (at: number): string => {
  let [text, rest] = ['', at + SYLLABLES.length]
  for (; rest; rest = Math.floor(rest / SYLLABLES.length))
    text += SYLLABLES[rest % SYLLABLES.length]
  return text
}
/** Few words are frequent and many are rare, as in any language. */
const anyWord = () => word(Math.floor(VOCABULARY ** random()) - 1)
const words = (count: number) => Array.from({ length: count }, anyWord).join(' ')

function makeReport(at: number): NewReport {
  const sections: Section[] = Array.from({ length: 5 }, (_, n) => ({
    heading: { depth: 2, id: `h${n}`, text: words(3) },
    text: words(WORDS / 5),
  }))
  const path = `reports/2017/report-${at}.md`
  return { path, sha: 'a'.repeat(40) as Sha, title: words(5), authors: [words(2)], sections }
}

window.timeSearch = (count) => {
  state = 1
  const reports = Array.from({ length: count }, (_, at) => makeReport(at))
  const began = performance.now()
  const shards = Array.from({ length: Math.ceil(count / IN_A_SOURCE) }, (_, at) => {
    const shard = createShard()
    for (const one of reports.slice(at * IN_A_SOURCE, (at + 1) * IN_A_SOURCE)) shard.put(one)
    return { name: `owner/name-${at}`, shard }
  })
  const buildMs = performance.now() - began
  window.searched = shards
  const stored = shards.map(({ shard }) => shard.store())
  const pairs = stored.flatMap((one) => one.reports.map((report) => report.pairs?.length ?? 0))
  const bytes = [...pairs, ...stored.map(({ names, whole }) => names.length + whole.length)].reduce(
    (a, b) => a + b,
  )
  const before = performance.now()
  for (const one of stored) createShard(one)
  const loadMs = performance.now() - before

  const typed = TYPED.flatMap((at) => [word(at), `${word(at)} ${word(at + 7)}`])
  const queries = [...typed, 'swarmnet', '"swarm net"', `${word(9)} repo:name-1`]
  const letters = queries.flatMap((one) => Array.from(one, (_, at) => one.slice(0, at + 1)))
  let found = 0
  /** Until there is something to show, or until all of it is there. */
  const time = (...depths: readonly Depth[]) =>
    letters.map((text) => {
      const query = parseQuery(text)
      const start = performance.now()
      for (const depth of depths) {
        const all = []
        for (const some of findIn(shards, query, depth)) {
          all.push(...some)
          if (depths.length > 1 && all.length && performance.now() - start > SLICE) break
        }
        found += ranked(all).length
        if (all.length) break
      }
      return performance.now() - start
    })
  time('words')
  return {
    buildMs,
    bytes,
    loadMs,
    first: time('names', 'words'),
    whole: time('words'),
    withTypos: time('typos'),
    found,
  }
}
