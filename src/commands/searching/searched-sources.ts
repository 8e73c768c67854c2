import { isShown } from '../../model/list-entries.ts'
import { sourceCovering, sourceKey, type Source } from '../../model/source.ts'
import { isFile, isMarkdown, type Tree, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { loadSaved } from '../saving/saved.ts'
import type { SearchedSource } from './library-index.ts'

/** What there is to search: the library, and what is saved besides; each report once, and only where its tree is known. */
export async function searchedSources(gam: Gam): Promise<readonly SearchedSource[]> {
  const saved = [...(await loadSaved(gam)).values()].map((one) => ({
    ...one,
    source: plain(one.source),
  }))
  const all = new Map(
    [...saved.map(({ source }) => source), ...gam.library().sources].map((one) => [
      sourceKey(one),
      one,
    ]),
  )
  const sources = [...all.values()]
  const searched: SearchedSource[] = []
  for (const source of sources) {
    const stored = await gam.trees.load(treeKey(wantedOf(source)))
    if (!stored) continue
    searched.push({
      source: plain(source),
      reports: reportsOf(source, sources, stored.tree),
      saved: saved.filter(
        (one) => one.source.repository === source.repository && one.source.ref === source.ref,
      ),
    })
  }
  return searched
}

/** The reports that are searched as this source's: of two that hold the same one, it belongs to the nearer. */
export const reportsOf = (
  source: Source,
  sources: readonly Source[],
  tree: Tree,
): readonly TreeEntry[] =>
  tree.entries.filter(
    (one) =>
      isFile(one) &&
      isMarkdown(one.path) &&
      isShown(one.path, source) &&
      sourceCovering(sources, { ...source, path: one.path }) === source,
  )

/** A worker takes no more than what can be copied. */
const plain = (source: Source): Source => ({ ...source, exclude: [...source.exclude] })
