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

/** Learns the facts of the entry that an element shows while it is in view; returns what ends that. */
export function learnInView(
  library: LibraryState,
  element: HTMLElement,
  shown: () => { readonly source: Source; readonly entry: Entry },
): () => void {
  const watch = (inView: boolean) => {
    const { source, entry } = shown()
    watchEntry(library, source, entry, inView)
  }
  const observer = new IntersectionObserver(([seen]) => {
    if (seen) watch(seen.isIntersecting)
  })
  observer.observe(element)
  return () => {
    observer.disconnect()
    watch(false)
  }
}

function watchEntry(library: LibraryState, source: Source, entry: Entry, inView: boolean): void {
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
