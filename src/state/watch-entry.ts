import { createLearner } from '../commands/library/learn-facts.ts'
import { LARGEST_REPORT } from '../markdown/decode.ts'
import type { Entry } from '../model/list-entries.ts'
import type { Source } from '../model/source.ts'
import type { LibraryState } from './library.svelte.ts'

let learner: ReturnType<typeof createLearner> | undefined

/** A list entry came into view (true) or went out of it (false): facts are learnt for what is seen. */
export function watchEntry(
  library: LibraryState,
  source: Source,
  { path, sha }: Entry,
  inView: boolean,
): void {
  learner ??= createLearner(library.gam, (facts) => library.learn(facts))
  const tree = library.treeOf(source)?.tree
  if (!inView || !tree || library.facts.has(sha)) return learner.unwant(sha)
  const size = tree.entries.find((one) => one.path === path)?.size ?? 0
  if (size > LARGEST_REPORT) return
  learner.want({ repository: source.repository, commit: tree.commit, path, sha })
}
