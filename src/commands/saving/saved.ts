import { dateFromPath } from '../../model/dates.ts'
import type { Facts } from '../../model/facts.ts'
import type { Failure } from '../../model/failure.ts'
import {
  savedReports,
  withoutPart,
  withPart,
  withStanding,
  type Choice,
  type Saved,
  type SavedPart,
  type Standing,
} from '../../model/saved.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import type { Tree } from '../../model/tree.ts'
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

/** Notes how it stands with a chosen part; one that was given up in the meantime stays so. */
export const noteStanding = (
  { storage }: Gam,
  source: Source,
  part: SavedPart,
  standing: Standing,
): Promise<true | Failure> =>
  storage.saves.update(sourceKey(source), (saved) => saved && withStanding(saved, part, standing))

/** Nothing of this source is believed to be here because it once was. */
export const lookAnew = ({ storage }: Gam, source: Source): Promise<true | Failure> =>
  storage.saves.update(
    sourceKey(source),
    (saved) =>
      saved && {
        ...saved,
        parts: saved.parts.map(({ completeAt, ...one }) => one),
      },
  )

/** A part that somebody wants offline, and of which something may be missing. */
export interface Due {
  readonly source: Source
  readonly part: Choice
}

/** All parts that never were all here, or were at a commit that is no longer the newest known. */
export async function unfinished(
  gam: Gam,
  list: ReadonlyMap<string, Saved>,
): Promise<readonly Due[]> {
  const due: Due[] = []
  let names: ReadonlySet<string> | undefined
  const facts = (tree: Tree) => gam.facts.load(tree.entries.map(({ sha }) => sha))
  const here = async () => (names ??= new Set(await gam.storage.blobs.keys()))
  for (const { source, parts } of list.values()) {
    const tree = (await gam.trees.load(treeKey(wantedOf(source))))?.tree
    for (const part of parts) {
      if (part.paused) continue
      const isComplete = tree !== undefined && tree.commit === part.completeAt
      if (
        !isComplete ||
        (part.kind === 'year' &&
          hasGrown({ source, parts: [part] }, tree, await facts(tree), await here()))
      )
        due.push({ source, part })
    }
  }
  return due
}

/** Which year a report is of may stand in its text alone, and be known only after the year was complete. */
const hasGrown = (
  saved: Saved,
  tree: Tree,
  facts: ReadonlyMap<Sha, Facts>,
  here: ReadonlySet<string>,
): boolean =>
  savedReports(saved, tree, facts).some(({ sha, path }) => !dateFromPath(path) && !here.has(sha))

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
