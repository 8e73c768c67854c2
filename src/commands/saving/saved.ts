import type { Failure } from '../../model/failure.ts'
import { withoutPart, withPart, type Saved, type SavedPart } from '../../model/saved.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'

/** Names the lock under which blobs are saved for offline, and removed: in one tab at a time. */
export const savingLock = ({ base }: Gam): string => `${base} saves`

/** What is to be here offline, by source. */
export async function loadSaved({ storage }: Gam): Promise<ReadonlyMap<string, Saved>> {
  return storage.saves.loadMany(await storage.saves.keys())
}

/** A person wants this part of a source offline, from now on. */
export async function choosePart(
  { storage }: Gam,
  source: Source,
  part: SavedPart,
): Promise<true | Failure> {
  // The browser is asked at this moment not to delete it by itself; what it answers is shown where space is.
  void persist()
  return storage.saves.update(sourceKey(source), (saved) => withPart(saved, source, part))
}

/** What was stored stays until its room is needed; it is only wanted no more. */
export async function leavePart(
  { storage }: Gam,
  source: Source,
  part: SavedPart,
): Promise<true | Failure> {
  const key = sourceKey(source)
  const saved = await storage.saves.load(key)
  return saved && !withoutPart(saved, part)
    ? storage.saves.remove(key)
    : storage.saves.update(key, (one) => one && withoutPart(one, part))
}

/** Changes what is noted of a chosen source; one that was given up in the meantime stays so. */
export const noteSaved = (
  { storage }: Gam,
  key: string,
  change: Pick<Saved, 'paused' | 'completeAt'>,
): Promise<true | Failure> =>
  storage.saves.update(key, (saved) => {
    if (!saved) return undefined
    const { source, parts } = saved
    return { source, parts, ...change }
  })

/** Those of which something may be missing: never finished, or finished at a commit that is no longer the newest known. */
export async function unfinished(
  gam: Gam,
  list: ReadonlyMap<string, Saved>,
): Promise<readonly [string, Saved][]> {
  const due: [string, Saved][] = []
  for (const [key, saved] of list) {
    if (saved.paused) continue
    const stored = await gam.trees.load(treeKey(wantedOf(saved.source)))
    if (!stored || stored.tree.commit !== saved.completeAt) due.push([key, saved])
  }
  return due
}

async function persist(): Promise<void> {
  try {
    await navigator.storage?.persist?.()
  } catch {
    // Firefox in a private window.
    return
  }
}

/** The browser's wish to spend little data: then reports come as they are opened. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
