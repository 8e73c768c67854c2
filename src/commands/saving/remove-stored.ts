import type { Failure } from '../../model/failure.ts'
import { isFailure } from '../../model/failure.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'

/**
 * Removes what is stored of one source, and that it is to be saved: its texts, pictures and facts, those aside that
 * another source has too. The list of its files stays, and so do all edits.
 */
export async function removeStored(gam: Gam, source: Source): Promise<true | Failure> {
  const { storage } = gam
  const own = treeKey(wantedOf(source))
  const kept = new Set<string>()
  for (const key of await storage.trees.keys()) {
    if (key === own) continue
    for (const { sha } of (await gam.trees.load(key))?.tree.entries ?? []) kept.add(sha)
  }
  const stored = await gam.trees.load(own)
  const gone = (stored?.tree.entries ?? []).map(({ sha }) => sha).filter((sha) => !kept.has(sha))
  const done = await storage.saves.remove(sourceKey(source))
  if (isFailure(done)) return done
  await storage.facts.remove(...gone)
  await storage.shards.remove(sourceKey(source))
  return storage.blobs.remove(...gone)
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
