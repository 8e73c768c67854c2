import { createLearner } from '../commands/library/learn-facts.ts'
import { LARGEST_REPORT } from '../markdown/decode.ts'
import type { Entry } from '../model/list-entries.ts'
import type { Source } from '../model/source.ts'
import { watchView } from './in-view.ts'
import type { LibraryState } from './library.svelte.ts'

let settle: () => void = () => undefined
const hostFactsCame = new Promise<void>((resolve) => (settle = resolve))

/** The facts that the host has made are here, or are known not to come. */
export const hostFactsAreHere = (): void => settle()

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
  const end = watchView(element, watch)
  return () => {
    end()
    watch(false)
  }
}

function watchEntry(
  library: LibraryState,
  source: Source,
  { path, sha }: Entry,
  inView: boolean,
): void {
  learner ??= createLearner(library.gam, hostFactsCame, (facts) => library.learn(facts))
  const tree = library.treeOf(source)?.tree
  if (!inView || !tree || library.facts.has(sha)) return learner.unwant(sha)
  const size = tree.entries.find((one) => one.path === path)?.size ?? 0
  if (size > LARGEST_REPORT) return
  learner.want({ repository: source.repository, commit: tree.commit, path, sha })
}
