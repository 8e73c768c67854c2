import type { Gam } from '../../commands/gam.ts'
import { treeKey } from '../../commands/library/trees.ts'
import {
  compare,
  wantedTree,
  type Later,
  type OpenedReport,
} from '../../commands/reading/open-report.ts'
import type { Sha } from '../../model/sha.ts'
import type { StoredTree } from '../../storage/records.ts'

/** Tells when a report that is being read has become another one, whoever asked; returns what ends that. */
export function hearNews(gam: Gam, opened: OpenedReport, tell: (later: Later) => void): () => void {
  const own = treeKey(wantedTree(gam, opened.place))
  const newest = ({ tree }: StoredTree) =>
    tree.entries.find(({ path }) => path === opened.path)?.sha
  /** The version that was asked for in vain: to hear of it again is no news. */
  let missing: Sha | undefined
  void opened.later.then((first) => {
    if (first.kind === 'newer' && first.failure) missing = newest(first.tree)
  })
  return gam.trees.listen((key, tree) => {
    if (key !== own || (missing && newest(tree) === missing)) return
    const answer = compare(opened, tree)
    // Cut short, a list does not say what is gone.
    if (answer.kind !== 'removed' || !tree.tree.truncated) tell(answer)
  })
}
