import type { Gam } from '../../commands/gam.ts'
import { treeKey } from '../../commands/library/trees.ts'
import {
  compare,
  wantedTree,
  type Later,
  type OpenedReport,
} from '../../commands/reading/open-report.ts'

/** Tells when a report that is being read has become another one, whoever asked; returns what ends that. */
export function hearNews(gam: Gam, opened: OpenedReport, tell: (later: Later) => void): () => void {
  const own = treeKey(wantedTree(gam, opened.place))
  return gam.trees.listen((key, tree) => {
    if (key !== own) return
    const answer = compare(opened, tree)
    // Cut short, a list does not say what is gone.
    if (answer.kind !== 'removed' || !tree.tree.truncated) tell(answer)
  })
}
