import type { Facts } from '../model/facts.ts'
import { listEntries, type Listing } from '../model/list-entries.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Source } from '../model/source.ts'
import type { LibraryState } from './library.svelte.ts'

/** What a source's list shows, with the facts that are known by now; undefined where its tree is not. Reactive. */
export function listingOf(
  library: LibraryState,
  source: Source,
  facts: ReadonlyMap<Sha, Facts> = library.facts,
): Listing | undefined {
  const tree = library.treeOf(source)?.tree
  const seen = library.seen.get(sourceKey(source))
  return tree && listEntries({ source, tree, facts, ...(seen ? { seen } : {}) })
}
