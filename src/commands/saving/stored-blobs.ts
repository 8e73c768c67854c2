import { resolvePicture, type LinkContext } from '../../model/resolve-link.ts'
import { savedReports } from '../../model/saved.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { sourceKey } from '../../model/source.ts'
import type { Facts } from '../../model/facts.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isFile, isMarkdown, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { linkContext } from '../reading/link-context.ts'
import { loadOnScreen } from '../reading/on-screen.ts'
import { loadReadings } from '../reading/readings.ts'

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

/** All that is stored, with what is known of it: by the trees, by what is saved, and by what was read. */
export async function loadStoredBlobs(gam: Gam): Promise<readonly StoredBlob[]> {
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
  for (const sha of wanted) see(sha, { isReport: true, isKept: true })
  for (const tree of await storedTrees(gam)) {
    const here = tree.entries.filter((one) => isFile(one) && stored.has(one.sha))
    const facts = await gam.facts.load(reportsOf(here).map(({ sha }) => sha))
    const bytes = new Map(here.map(({ sha, size }) => [sha as string, size]))
    for (const entry of reportsOf(here)) {
      const key = sourceKey({ ...tree.place, path: entry.path })
      const openedAt = readings.get(key)?.opened.at
      const isKept = wanted.has(entry.sha) || shown.has(key)
      const ofReport = { isKept, ...(openedAt ? { openedAt } : {}) }
      see(entry.sha, { isReport: true, ...ofReport })
      for (const sha of await picturesOf(gam, tree, entry, facts.get(entry.sha)))
        see(sha, { isReport: false, ...ofReport })
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

interface OpenTree {
  readonly place: { readonly repository: RepositoryName; readonly ref: string }
  readonly entries: readonly TreeEntry[]
  readonly context: LinkContext
  readonly byPath: ReadonlyMap<string, Sha>
}

async function storedTrees(gam: Gam): Promise<readonly OpenTree[]> {
  const trees: OpenTree[] = []
  for (const key of await gam.storage.trees.keys()) {
    const stored = await gam.trees.load(key)
    const [, repository, ref] = /^([^@]+)@([^:]+):/.exec(key) ?? []
    if (!stored || !repository || !ref) continue
    const place = { repository: repository as RepositoryName, ref, path: stored.tree.folder }
    const source = gam.library().sources.find((one) => treeKey(wantedOf(one)) === key)
    trees.push({
      place,
      entries: stored.tree.entries,
      context: linkContext(gam, {
        place,
        path: place.path,
        tree: stored,
        ...(source ? { source } : {}),
      }),
      byPath: new Map(stored.tree.entries.map(({ path, sha }) => [path, sha])),
    })
  }
  return trees
}

/** The pictures that a report shows, as far as it is known which they are. */
async function picturesOf(
  gam: Gam,
  { context, byPath }: OpenTree,
  { path }: TreeEntry,
  facts: Facts | undefined,
): Promise<readonly Sha[]> {
  const shas: Sha[] = []
  const place = { ...context.place, path }
  for (const src of facts?.pictures ?? []) {
    const picture = resolvePicture(src, { ...context, place })
    for (const one of picture.kind === 'repository' ? picture.candidates : []) {
      const sha =
        byPath.get(one) ?? (await gam.storage.places.load(sourceKey({ ...place, path: one })))?.sha
      if (sha) shas.push(sha)
    }
  }
  return shas
}

/** The reports that are saved; where the newest version of one is not here yet, the one that was seen before. */
async function savedBlobs(gam: Gam, here: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const kept = new Set<string>()
  const { saves, seen } = gam.storage
  for (const saved of (await saves.loadMany(await saves.keys())).values()) {
    const tree = (await gam.trees.load(treeKey(wantedOf(saved.source))))?.tree
    if (!tree) continue
    const facts = await gam.facts.load(tree.entries.map(({ sha }) => sha))
    const before = (await seen.load(sourceKey(saved.source))) ?? {}
    for (const { path, sha } of savedReports(saved, tree, facts)) {
      const older = before[path]
      if (here.has(sha) || older === undefined) kept.add(sha)
      else kept.add(older)
    }
  }
  return kept
}
