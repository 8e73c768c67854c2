import type { Place } from '../../model/address.ts'
import type { Draft, DraftText } from '../../model/draft.ts'
import { sourceCovering } from '../../model/source.ts'
import { wantedTree, type OpenedReport } from '../reading/open-report.ts'
import { treeKey } from '../library/trees.ts'
import type { Gam } from '../gam.ts'

/** A draft's text as a report that is open: its links and pictures lead where those of the report itself do. */
export async function reportOfDraft(
  gam: Gam,
  draft: Draft,
  { path, before }: DraftText,
): Promise<OpenedReport> {
  const asked: Place = { repository: draft.repository, ref: draft.branch, path }
  const source = sourceCovering(gam.library().sources, asked)
  const tree = await gam.trees.load(treeKey(wantedTree(gam, asked)))
  return {
    place: asked,
    path,
    bytes: new Uint8Array(),
    ...(before ? { sha: before } : {}),
    ...(source ? { source } : {}),
    ...(tree ? { tree } : {}),
    later: new Promise(() => undefined),
  }
}
