import { dateFromPath } from '../../model/dates.ts'
import type { Facts } from '../../model/facts.ts'
import { savedReports, type Saved } from '../../model/saved.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { sourceKey } from '../../model/source.ts'
import { isFile, isMarkdown, type Tree, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { loadOnScreen } from '../reading/on-screen.ts'
import { loadReadings } from '../reading/readings.ts'
import { loadStoredTrees, picturesOf, placesOf } from './stored-trees.ts'

/** A text or picture of this browser, and what speaks for it to stay. */
export interface StoredBlob {
  readonly sha: Sha
  readonly isReport: boolean
  /** It, or a report that shows it, is saved or on a screen. */
  readonly isKept: boolean
  /** When a report that it is of was last open. */
  readonly openedAt?: number
  /** As GitHub counts; absent where no tree names it. */
  readonly bytes?: number
}

type Known = Omit<StoredBlob, 'sha'>

/**
 * All that is stored, with what is known of it: by the trees, by what is saved, and by what was read. Undefined where it
 * cannot be said just now what is saved.
 */
export async function loadStoredBlobs(gam: Gam): Promise<readonly StoredBlob[] | undefined> {
  const { storage } = gam
  const stored = new Set(await storage.blobs.keys())
  const known = new Map<string, Known>()
  const see = (sha: string, { isReport, isKept, openedAt, bytes }: Known) => {
    const before = known.get(sha)
    const last = Math.max(before?.openedAt ?? 0, openedAt ?? 0)
    const size = bytes ?? before?.bytes
    known.set(sha, {
      isReport: isReport || (before?.isReport ?? false),
      isKept: isKept || (before?.isKept ?? false),
      ...(last ? { openedAt: last } : {}),
      ...(size === undefined ? {} : { bytes: size }),
    })
  }

  const readings = await loadReadings(gam)
  const shown = await loadOnScreen(gam)
  for (const [key, { opened }] of readings) {
    const { value, at } = opened
    if (value.sha) see(value.sha, { isReport: true, isKept: shown.has(key), openedAt: at })
  }
  const wanted = await savedBlobs(gam, stored)
  if (!wanted) return undefined
  for (const sha of wanted) see(sha, { isReport: true, isKept: true })
  for (const tree of await loadStoredTrees(gam)) {
    const here = tree.entries.filter((one) => isFile(one) && stored.has(one.sha))
    const facts = await gam.facts.load(reportsOf(here).map(({ sha }) => sha))
    const bytes = new Map(here.map(({ sha, size }) => [sha as string, size]))
    for (const entry of reportsOf(here)) {
      const key = sourceKey({ ...tree.place, path: entry.path })
      const openedAt = readings.get(key)?.opened.at
      const isKept = wanted.has(entry.sha) || shown.has(key)
      const ofReport = { isKept, ...(openedAt ? { openedAt } : {}) }
      see(entry.sha, { isReport: true, ...ofReport })
      const ofText = facts.get(entry.sha)
      for (const { sha } of ofText ? await picturesOf(gam, tree, entry, ofText) : [])
        see(sha, { isReport: false, ...ofReport })
    }
    // Facts are made anew after some updates; until then any picture may be one that a kept report shows.
    if (reportsOf(here).some(({ sha }) => known.get(sha)?.isKept && !facts.has(sha))) {
      for (const { path, sha } of [...here, ...(await placesOf(gam, tree.place))])
        if (!isMarkdown(path)) see(sha, { isReport: false, isKept: true })
    }
    for (const [sha, size] of bytes) {
      if (size !== undefined) see(sha, { isReport: false, isKept: false, bytes: size })
    }
  }
  return [...stored]
    .filter(isSha)
    .map((sha) => ({ sha, ...(known.get(sha) ?? { isReport: false, isKept: false }) }))
}

const reportsOf = (entries: readonly TreeEntry[]) => entries.filter(({ path }) => isMarkdown(path))

/**
 * The reports that are saved; where the newest version of one is not here yet, the one that was before. A disk in
 * trouble gives nothing for what it has: undefined where that is so.
 */
async function savedBlobs(
  gam: Gam,
  here: ReadonlySet<string>,
): Promise<ReadonlySet<string> | undefined> {
  const kept = new Set<string>()
  const { saves, seen, places } = gam.storage
  const keys = await saves.keys()
  const all = await saves.loadMany(keys)
  if (all.size < keys.length) return undefined
  for (const saved of all.values()) {
    const tree = (await gam.trees.load(treeKey(wantedOf(saved.source))))?.tree
    if (!tree && saved.parts.some(({ completeAt }) => completeAt)) return undefined
    if (!tree) continue
    const facts = await gam.facts.load(tree.entries.map(({ sha }) => sha))
    const before = (await seen.load(sourceKey(saved.source))) ?? {}
    const placeOf = (path: string) => sourceKey({ ...saved.source, path })
    const wanted = perhapsSaved(saved, tree, facts)
    const missing = wanted.filter(({ sha }) => !here.has(sha))
    const saidBefore = await places.loadMany(missing.map(({ path }) => placeOf(path)))
    for (const { path, sha } of wanted) {
      const older = [saidBefore.get(placeOf(path))?.sha, before[path]]
      const best = here.has(sha) ? sha : older.find((one) => one !== undefined && here.has(one))
      kept.add(best ?? sha)
    }
  }
  return kept
}

/** What is chosen, and where a year is, what may be of it: which day a report is of may stand in its text alone. */
function perhapsSaved(
  saved: Saved,
  tree: Tree,
  facts: ReadonlyMap<Sha, Facts>,
): readonly TreeEntry[] {
  const sure = savedReports(saved, tree, facts)
  if (!saved.parts.some(({ kind }) => kind === 'year')) return sure
  const all = savedReports({ ...saved, parts: [{ kind: 'all' }] }, tree, facts)
  return [...sure, ...all.filter(({ path, sha }) => !facts.has(sha) && !dateFromPath(path))]
}
