import type { Sha } from './sha.ts'
import { isMarkdown, type Tree } from './tree.ts'

type Seen = Readonly<Record<string, Sha>>

/** What has been seen, with one path of the tree, or all of them, seen as they are now; the same object where nothing changed. */
export function seenNow(tree: Tree, seen: Seen, path?: string): Seen {
  const entries = tree.entries.filter(
    (one) => isMarkdown(one.path) && (path === undefined || one.path === path),
  )
  if (entries.length && entries.every((one) => seen[one.path] === one.sha)) return seen
  if (path !== undefined && entries.length === 0) return seen
  return {
    ...(path === undefined ? {} : seen),
    ...Object.fromEntries(entries.map((one) => [one.path, one.sha])),
  }
}
