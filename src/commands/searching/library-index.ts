import { dateFromPath } from '../../model/dates.ts'
import { FACTS_VERSION } from '../../model/facts.ts'
import { isSaved, type Saved } from '../../model/saved.ts'
import type { Coverage, Hit, Section, StoredShard } from '../../model/search.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import type { TreeEntry } from '../../model/tree.ts'
import { findIn, ranked, type FoundIn, type NamedShard } from '../../search/find.ts'
import { isEmpty, parseQuery, type Query } from '../../search/query.ts'
import { createShard, type Depth, type NewReport, type Shard } from '../../search/shard.ts'
import { beginningOf, findSpot, markWords } from '../../search/spot.ts'
import type { Storage } from '../../storage/storage.ts'
import { newReport } from './new-report.ts'

/** A source with its reports, as its tree lists them. */
export interface SearchedSource {
  readonly source: Source
  readonly reports: readonly TreeEntry[]
  /** What a person wants offline of its repository, as this source or as others. */
  readonly saved?: readonly Saved[]
}

export interface Hits {
  readonly hits: readonly Hit[]
  readonly total: number
}

interface Searched extends NamedShard {
  readonly key: string
  readonly source: Source
  readonly reports: readonly TreeEntry[]
  shard: Shard
  isChanged: boolean
}

export interface IndexOptions {
  readonly storage: Pick<Storage, 'blobs' | 'facts' | 'shards'>
  /** A report's plain text; undefined where its bytes are no readable report. */
  readonly read: (sha: Sha, bytes: Uint8Array) => Promise<readonly Section[] | undefined>
  /** The host's shard of a source that has none here. */
  readonly lend?: (key: string) => Promise<StoredShard | undefined>
  /** Lets what waits for an answer come first. */
  readonly breathe: () => Promise<void>
  /** Hears when there is more to find. */
  readonly onGrown: (coverage: Coverage) => void
}

/** Texts that are read at a time. */
const AT_ONCE = 8
/** Texts that were shown are kept for the next keystroke: so many characters. */
const REMEMBERED = 2_000_000
/** Reports that are taken in between two saves: what a closed tab loses of them is read again. */
const SAVE_AFTER = 400
/** The next keystroke waits at most so long for this one, in ms. */
const SLICE = 10

/** What has to be read of each source. */
type Due = [Searched, readonly NewReport[]][]

/** Who has asked, and waits. */
export interface Asking {
  /** False once something else was asked. */
  readonly waits: () => boolean
  readonly answer: (hits: Hits, isLast: boolean) => void
  /** Ends once nobody has typed for a moment. */
  readonly pause: () => Promise<void>
}

/** The index over all sources: grown from what is stored, one shard a source. */
export function createLibraryIndex({ storage, read, lend, breathe, onGrown }: IndexOptions) {
  const shards = new Map<string, Searched>()
  const texts = new Map<Sha, readonly Section[]>()
  let round = 0
  let isRead = false

  function coverage(): Coverage {
    let [full, of, missingBytes] = [0, 0, 0]
    for (const { reports, shard } of shards.values()) {
      for (const { path, size } of reports) {
        const known = shard.reports.get(path)
        if (!known) continue
        of++
        if (known.isFull) full++
        else missingBytes += size ?? 0
      }
    }
    return { full, of, missingBytes, isRead }
  }

  async function save(): Promise<void> {
    for (const [key, one] of shards) {
      if (!one.isChanged) continue
      one.isChanged = false
      if (one.shard.isUntidy) await one.shard.tidy()
      await storage.shards.save(key, one.shard.store())
      await breathe()
    }
  }

  /** Titles and paths, from the list of files and from facts. Gives those whose text is here and not known yet. */
  async function takeTitles(one: Searched, here: ReadonlySet<string>): Promise<NewReport[]> {
    const { reports, shard } = one
    const listed = new Map(reports.map((report) => [report.path, report]))
    for (const { path, sha, isFull, isLent } of shard.reports.values()) {
      const isListed = listed.get(path)?.sha === sha
      const isHere = here.has(sha)
      if (isListed && (isHere ? !isLent : !isFull || isLent)) continue
      if (isListed && isHere) shard.arrive(path)
      else shard.remove(path)
      one.isChanged = true
    }
    const facts = await storage.facts.loadMany(reports.map(({ sha }) => sha))
    const due: NewReport[] = []
    for (const { path, sha } of listed.values()) {
      const known = facts.get(sha)
      const report = newReport(path, sha, known?.version === FACTS_VERSION ? known : undefined)
      if (!report) {
        shard.remove(path)
        continue
      }
      const before = shard.reports.get(path)
      // The host's shard knows the title of a report whose facts are not here yet.
      const isRenamed = before?.title !== report.title && (known !== undefined || !before)
      if (isRenamed) {
        if (!before?.isFull) shard.put(report)
        one.isChanged = true
      }
      if (here.has(sha) && (!before?.isFull || isRenamed)) due.push(report)
    }
    return due
  }

  /** Takes the host's shards for the sources of which no text is known yet. Gives whether there was one. */
  async function borrow(due: Due, here: ReadonlySet<string>, mine: number): Promise<boolean> {
    if (!lend) return false
    const poor = due.filter(([{ shard }]) => ![...shard.reports.values()].some((one) => one.isFull))
    const lent = await Promise.all(poor.map(([{ key }]) => lend(key)))
    let isRicher = false
    for (const [at, pair] of poor.entries()) {
      const stored = lent[at]
      if (mine !== round || !stored) continue
      const [one] = pair
      one.shard = createShard(stored)
      one.isChanged = true
      pair[1] = await takeTitles(one, here)
      isRicher = true
    }
    return isRicher
  }

  async function takeTexts(one: Searched, due: readonly NewReport[], mine: number): Promise<void> {
    const blobs = await storage.blobs.loadMany(due.map(({ sha }) => sha))
    for (const report of due) {
      const bytes = blobs.get(report.sha)
      if (!bytes) continue
      const sections = (await read(report.sha, bytes)) ?? []
      if (mine !== round) return
      one.shard.put({ ...report, sections })
      one.isChanged = true
      await breathe()
    }
  }

  /** The text of a report, for its sentence. */
  async function textsOf(shas: readonly Sha[]): Promise<void> {
    const blobs = await storage.blobs.loadMany(shas.filter((sha) => !texts.has(sha)))
    // The last ones are those that stay.
    for (const sha of shas) {
      const sections = texts.get(sha)
      if (sections && texts.delete(sha)) texts.set(sha, sections)
    }
    for (const [name, bytes] of blobs) {
      const sha = name as Sha
      texts.set(sha, (await read(sha, bytes)) ?? [])
    }
    let size = 0
    for (const [sha, sections] of [...texts].reverse()) {
      size += sections.reduce((sum, { text }) => sum + text.length, 0)
      if (size > REMEMBERED) texts.delete(sha)
    }
  }

  return {
    /** What there is to search, from now on. What was known of other sources is forgotten. */
    async use(sources: readonly SearchedSource[]): Promise<void> {
      const mine = ++round
      isRead = false
      const keys = new Set(sources.map(({ source }) => sourceKey(source)))
      for (const key of shards.keys()) if (!keys.has(key)) shards.delete(key)
      const stored = await storage.shards.keys()
      await storage.shards.remove(...stored.filter((key) => !keys.has(key)))
      const here = new Set(await storage.blobs.keys())
      const due: Due = []
      for (const { source, reports, saved = [] } of sources) {
        if (mine !== round) return
        const key = sourceKey(source)
        const shard = shards.get(key)?.shard ?? createShard(await storage.shards.load(key))
        // Whoever came in between has put another one there.
        if (mine !== round) return
        const one: Searched = {
          key,
          name: `${source.repository} ${source.title ?? ''}`,
          source,
          reports,
          isChosen: ({ path, date }) =>
            saved.some((one) => isSaved(one, path, date ?? dateFromPath(path))),
          shard,
          isChanged: shards.get(key)?.isChanged ?? false,
        }
        shards.set(key, one)
        due.push([one, await takeTitles(one, here)])
        await breathe()
      }
      if (mine !== round) return
      onGrown(coverage())
      if (await borrow(due, here, mine)) onGrown(coverage())
      if (mine !== round) return
      let taken = 0
      for (const [one, reports] of due) {
        for (let at = 0; at < reports.length; at += AT_ONCE) {
          await takeTexts(one, reports.slice(at, at + AT_ONCE), mine)
          if (mine !== round) return
          taken += AT_ONCE
          if (taken % SAVE_AFTER === 0) {
            onGrown(coverage())
            await save()
          }
        }
      }
      isRead = true
      onGrown(coverage())
      await save()
    },

    /**
     * What is found, at most `most` of it: first in titles and headings, then in all words, then with the sentences,
     * and after a pause with what was written with typos.
     */
    async search(text: string, most: number, { waits, answer, pause }: Asking): Promise<void> {
      const query = parseQuery(text)
      if (isEmpty(query)) return answer({ hits: [], total: 0 }, true)
      let isAnswered = false
      const tell = (list: readonly FoundIn<Searched>[], isLast: boolean) => {
        const shown = list.slice(0, most)
        const hits = shown.flatMap(
          (found) => hitOf(found, query, texts.get(found.report.sha)) ?? [],
        )
        isAnswered = hits.length > 0
        answer({ hits, total: list.length - (shown.length - hits.length) }, isLast)
      }
      const find = async (depth: Depth): Promise<FoundIn<Searched>[] | undefined> => {
        const all: FoundIn<Searched>[] = []
        let began = performance.now()
        for (const found of findIn([...shards.values()], query, depth)) {
          all.push(...found)
          if (performance.now() - began < SLICE) continue
          if (!isAnswered && all.length) tell(ranked(all), false)
          await breathe()
          if (!waits()) return undefined
          began = performance.now()
        }
        return ranked(all)
      }

      const names = await find('names')
      if (!names) return
      if (names.length) tell(names, false)
      const exact = await find('words')
      if (!exact) return
      if (exact.length) tell(exact, false)
      await textsOf(exact.slice(0, most).map(({ report }) => report.sha))
      if (!waits()) return
      if (exact.length) tell(exact, false)
      await pause()
      const similar = waits() && (await find('typos'))
      if (!similar) return
      const nameOf = ({ from, report }: FoundIn<Searched>) => `${from.key}/${report.path}`
      const known = new Set(exact.map(nameOf))
      const list = [...exact, ...similar.filter((one) => !known.has(nameOf(one)))]
      await textsOf(list.slice(0, most).map(({ report }) => report.sha))
      if (waits()) tell(list, true)
    },
  }
}

function hitOf(
  { from, report, terms, together }: FoundIn<Searched>,
  query: Query,
  sections: readonly Section[] | undefined,
): Hit | undefined {
  const sought = { terms: new Set(terms), phrases: query.phrases, together, words: query.words }
  const title = markWords(report.title, sought)
  const spot = sections && findSpot(sections, sought)
  const inTitle = title.some(({ isMarked }) => isMarked)
  // Its words are there, and do not stand together.
  if (sections && !spot && query.phrases.length && !inTitle) return undefined
  const shown = spot ?? (sections && beginningOf(sections))
  return {
    repository: from.source.repository,
    ref: from.source.ref,
    path: report.path,
    title,
    authors: report.authors,
    ...(report.date ? { date: report.date } : {}),
    isTitleOnly: !report.isFull,
    ...(shown ? { spot: shown } : {}),
  }
}
