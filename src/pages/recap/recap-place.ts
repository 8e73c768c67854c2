import type { RecapPlace } from '../../commands/editing/begin-recap.ts'
import type { Place } from '../../model/address.ts'
import { folderOf } from '../../model/paths.ts'
import { isMarkdown } from '../../model/tree.ts'
import type { LibraryState } from '../../state/library.svelte.ts'
import type { StoredTree } from '../../storage/records.ts'

/** A folder as a place for a recap, with all files that the library knows of its repository at that ref. */
export function recapPlace(
  library: LibraryState,
  { repository, ref, path }: Place,
  { tree }: StoredTree,
): RecapPlace {
  const others = library.library.sources
    .filter((one) => one.repository === repository && one.ref === ref)
    .flatMap((one) => library.treeOf(one)?.tree.entries ?? [])
  const files = [...tree.entries, ...others].filter(({ mode }) => mode !== '040000')
  const paths = new Set(files.map((one) => one.path))
  const folder = isMarkdown(path) ? folderOf(path) : path
  return { repository, ref, path: folder, base: tree.commit, paths: [...paths] }
}
