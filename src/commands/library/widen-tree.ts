import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Tree } from '../../model/tree.ts'
import type { StoredTree } from '../../storage/records.ts'
import type { Gam } from '../gam.ts'
import { treeKey, type WantedTree } from './trees.ts'

/** Lists one folder inside a tree that GitHub cut short, and adds its entries. */
export async function widenTree(
  gam: Gam,
  wanted: WantedTree,
  folder: string,
): Promise<StoredTree | Failure> {
  const key = treeKey(wanted)
  const stored = await gam.trees.load(key)
  if (!stored) return fail({ kind: 'not-found', what: key })
  const { commit } = stored.tree
  const part = await gam.github.fetchTree(wanted.repository, commit, folder, false, 'person')
  if (isFailure(part)) return part
  return gam.trees.keep(key, { ...stored, tree: withEntries(stored.tree, part) })
}

function withEntries(tree: Tree, part: Tree): Tree {
  const paths = new Set(tree.entries.map((entry) => entry.path))
  const added = part.entries.filter((entry) => !paths.has(entry.path))
  return added.length ? { ...tree, entries: [...tree.entries, ...added] } : tree
}
