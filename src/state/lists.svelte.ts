import { createLearner } from '../commands/library/learn-facts.ts'
import type { Facts } from '../model/facts.ts'
import { listEntries, type Entry, type Listing } from '../model/list-entries.ts'
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

let learner: ReturnType<typeof createLearner> | undefined

/** A list entry came into view (true) or went out of it (false): facts are learnt for what is seen. */
export function watchEntry(
  library: LibraryState,
  source: Source,
  entry: Entry,
  inView: boolean,
): void {
  learner ??= createLearner(library.gam, (facts) => library.learn(facts))
  const tree = library.treeOf(source)?.tree
  if (!inView || !tree || library.facts.has(entry.sha)) return learner.unwant(entry.sha)
  learner.want({
    repository: source.repository,
    commit: tree.commit,
    path: entry.path,
    sha: entry.sha,
  })
}
