import type { Failure } from '../../model/failure.ts'
import { isFailure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import { covers, sourceKey, type Source } from '../../model/source.ts'
import { isMarkdown, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { loadSaved, lookAnew } from './saved.ts'
import { loadStoredTrees, picturesOf, placesOf, type OpenTree } from './stored-trees.ts'

/**
 * Removes what is stored of one source, and that it is to be saved: its texts, pictures and facts, those aside that
 * another source, or what else is saved, has too. The list of its files stays, and so do all edits.
 */
export async function removeStored(gam: Gam, source: Source): Promise<true | Failure> {
  const { storage } = gam
  const saved = await loadSaved(gam)
  const others = [...gam.library().sources, ...[...saved.values()].map((one) => one.source)].filter(
    (one) => sourceKey(one) !== sourceKey(source),
  )
  const { shas, places } = await onlyOf(gam, source, others)
  const done = await storage.saves.remove(sourceKey(source))
  if (isFailure(done)) return done
  // Whatever went, none of the same repository is complete because it once was.
  for (const { source: other } of saved.values()) {
    if (other.repository === source.repository) await lookAnew(gam, other)
  }
  await storage.facts.remove(...shas)
  await storage.shards.remove(sourceKey(source))
  await storage.places.remove(...places)
  return storage.blobs.remove(...shas)
}

/** What this source alone has: the names of its blobs, and the keys of places that no tree lists. */
async function onlyOf(gam: Gam, source: Source, others: readonly Source[]) {
  const own = treeKey(wantedOf(source))
  const near = others.filter(
    ({ repository, ref }) => repository === source.repository && ref === source.ref,
  )
  const isShared = (path: string) => near.some((one) => covers(one, path))
  const isOwn = (path: string) => covers(source, path) && !isShared(path)
  const isNear = ({ place }: OpenTree) =>
    place.repository === source.repository && place.ref === source.ref
  const gone = new Set<Sha>()
  const kept = new Set<Sha>()
  const [shown, shownElsewhere] = [new Set<string>(), new Set<string>()]
  const here = new Set(await gam.storage.blobs.keys())
  /** A text stays of which nobody knows what it shows. */
  let isUnsure = false
  for (const tree of await loadStoredTrees(gam)) {
    const goes = ({ path }: TreeEntry) => tree.key === own && isOwn(path)
    for (const entry of tree.entries) {
      if (goes(entry)) gone.add(entry.sha)
      else if (tree.key !== own || isShared(entry.path)) kept.add(entry.sha)
    }
    if (!isNear(tree)) continue
    const reports = tree.entries.filter(({ path, sha }) => isMarkdown(path) && here.has(sha))
    const facts = await gam.facts.load(reports.map(({ sha }) => sha))
    for (const entry of reports) {
      const known = facts.get(entry.sha)
      isUnsure ||= !known && !goes(entry)
      for (const { path, sha } of known ? await picturesOf(gam, tree, entry, known) : []) {
        if (goes(entry)) gone.add(sha)
        else kept.add(sha)
        ;(goes(entry) ? shown : shownElsewhere).add(path)
      }
    }
  }
  const places: string[] = []
  for (const { path, sha } of await placesOf(gam, source)) {
    const isLast = shown.has(path) && !shownElsewhere.has(path) && !isUnsure && !isShared(path)
    if (!isLast && !isOwn(path)) {
      kept.add(sha)
      continue
    }
    gone.add(sha)
    places.push(sourceKey({ ...source, path }))
  }
  return { shas: [...gone].filter((sha) => !kept.has(sha)), places }
}

/** Removes every text, picture and drawing that GitHub has too; never an edit, a setting, or what was read. */
export async function removeAllStored({ storage }: Gam): Promise<true | Failure> {
  for (const table of [
    storage.saves,
    storage.facts,
    storage.shards,
    storage.drawings,
    storage.places,
  ]) {
    const done = await table.remove(...(await table.keys()))
    if (isFailure(done)) return done
  }
  return storage.blobs.remove(...(await storage.blobs.keys()))
}
