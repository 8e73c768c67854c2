import { blobKey, type Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'
import type { OpenedReport } from '../reading/open-report.ts'
import { startOf } from './begin-draft.ts'
import { loadEdits } from './drafts.ts'
import { saveDraft, type Saved } from './save-draft.ts'
import { settledReport } from './settled-report.ts'

/** The unsent edits that a report can go into: of the same repository and branch, where it has none of its own. */
export async function editsToJoin(
  gam: Gam,
  { place, path }: OpenedReport,
): Promise<readonly Draft[]> {
  const drafts = (await loadEdits(gam))
    .filter(({ draft, journal }) => !journal && draft.repository === place.repository)
    .map(({ draft }) => draft)
  return drafts.some(({ texts }) => texts.some((one) => one.path === path))
    ? []
    : drafts.filter(({ branch }) => branch === place.ref)
}

/** Puts a report into an edit that is begun, so that both go out as one pull request. */
export async function addReport(
  gam: Gam,
  draft: Draft,
  opened: OpenedReport,
): Promise<Saved | Failure> {
  const start = startOf(await settledReport(opened))
  if (isFailure(start)) return start
  const { text, base, bytes } = start
  const kept = await gam.storage.draftBlobs.save(blobKey(draft.id, text.before), bytes)
  if (isFailure(kept)) return kept
  return saveDraft(gam, draft, {
    texts: [...draft.texts, text],
    ...(base === draft.base ? {} : { isBaseUnsure: true }),
  })
}
