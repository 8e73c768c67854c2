import type { Facts } from '../model/facts.ts'
import { listEntries, type Listing, type ListingInput } from '../model/list-entries.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Source } from '../model/source.ts'
import type { LibraryState } from './library.svelte.ts'

/** With the facts of when a page opened, with those of now, and one for the change between two. */
const KEPT = 3

interface Made {
  readonly input: ListingInput
  readonly listing: Listing
}
const made = new WeakMap<Source, readonly Made[]>()

/** What a source's list shows, with the facts that are known by now; undefined where its tree is not. Reactive. */
export function listingOf(
  library: LibraryState,
  source: Source,
  facts: ReadonlyMap<Sha, Facts> = library.facts,
): Listing | undefined {
  const tree = library.treeOf(source)?.tree
  const seen = library.seen.get(sourceKey(source))
  return tree && remembered({ source, tree, facts, ...(seen ? { seen } : {}) })
}

/** A page asks for its order, its counts and its marks, and again for all sources whenever facts of one are learnt. */
function remembered(input: ListingInput): Listing {
  const known = made.get(input.source) ?? []
  const same = known.find((one) => isSame(one.input, input))
  const listing = same?.listing ?? listEntries(input)
  made.set(
    input.source,
    [{ input, listing }, ...known.filter((one) => one !== same)].slice(0, KEPT),
  )
  return listing
}

const isSame = (a: ListingInput, b: ListingInput): boolean =>
  a.tree === b.tree &&
  a.seen === b.seen &&
  (a.facts === b.facts || a.tree.entries.every(({ sha }) => a.facts.get(sha) === b.facts.get(sha)))
