import type { Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import type { TreeEntry } from '../../model/tree.ts'

/** What lies directly in a folder, by its name there. */
export type Folder = ReadonlyMap<string, Pick<TreeEntry, 'mode' | 'sha'>>

/** An entry as `POST git/trees` takes it; without a SHA the path goes. */
export interface TreeChange {
  readonly path: string
  readonly mode: TreeEntry['mode']
  readonly type: 'blob' | 'commit'
  readonly sha: Sha | null
}

export interface MergedTrees {
  /** What `ours` has changed since `old`, to be put on `theirs`. */
  readonly changes: readonly TreeChange[]
  /** The paths that both have changed, each otherwise. */
  readonly conflicts: readonly string[]
}

interface Three {
  readonly old: Sha | undefined
  readonly ours: Sha | undefined
  readonly theirs: Sha | undefined
}

/**
 * The three-way merge of whole trees by path, as `git read-tree -m` does it: no file is looked into. Only folders that
 * differ are read. What `isSettled` names is left as `theirs` has it.
 */
export async function mergeTrees(
  three: Three,
  read: (tree: Sha) => Promise<Folder | Trouble>,
  isSettled: (path: string) => boolean,
  folder = '',
): Promise<MergedTrees | Trouble> {
  const folders: Folder[] = []
  for (const tree of [three.old, three.ours, three.theirs]) {
    const there = tree ? await read(tree) : new Map()
    if ('kind' in there) return there
    folders.push(there)
  }
  const [old, ours, theirs] = folders as [Folder, Folder, Folder]
  const changes: TreeChange[] = []
  const conflicts: string[] = []
  for (const name of new Set([...old.keys(), ...ours.keys()])) {
    const path = folder ? `${folder}/${name}` : name
    const [before, mine, other] = [old.get(name), ours.get(name), theirs.get(name)]
    if (isSettled(path) || isSame(mine, before) || isSame(mine, other)) continue
    const all = [before, mine, other].filter((one) => one !== undefined)
    if (all.every(({ mode }) => mode === '040000')) {
      const below = { old: before?.sha, ours: mine?.sha, theirs: other?.sha }
      const merged = await mergeTrees(below, read, isSettled, path)
      if ('kind' in merged) return merged
      changes.push(...merged.changes)
      conflicts.push(...merged.conflicts)
      continue
    }
    // Where a folder has become a file, or a file a folder, somebody has to look.
    if (!isSame(before, other) || all.some(({ mode }) => mode === '040000')) conflicts.push(path)
    else changes.push(changeTo(path, mine, before?.mode ?? '100644'))
  }
  return { changes, conflicts }
}

type Entry = Pick<TreeEntry, 'mode' | 'sha'>

const isSame = (one: Entry | undefined, other: Entry | undefined): boolean =>
  one?.sha === other?.sha && one?.mode === other?.mode

const changeTo = (
  path: string,
  entry: Entry | undefined,
  before: TreeEntry['mode'],
): TreeChange => {
  const mode = entry?.mode ?? before
  return { path, mode, type: mode === '160000' ? 'commit' : 'blob', sha: entry?.sha ?? null }
}
