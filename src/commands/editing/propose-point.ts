import { addPoint, openSections } from '../../markdown/sections.ts'
import type { Draft } from '../../model/draft.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'
import type { OpenedReport } from '../reading/open-report.ts'
import { beginDraft } from './begin-draft.ts'
import { findUnsent } from './drafts.ts'
import { saveDraft } from './save-draft.ts'
import { settledReport } from './settled-report.ts'

/**
 * Adds a point under the heading with this id (GitHub's, without `user-content-`): to the unsent edit of the report
 * where there is one, else to a new one. Fails where nothing can be stored, or the edit has no such heading any more.
 */
export async function proposePoint(
  gam: Gam,
  opened: OpenedReport,
  id: string,
  words: string,
): Promise<Draft | Failure> {
  const unsent = await findUnsent(gam, opened.place.repository, opened.path)
  const draft = unsent ?? (await beginDraft(gam, await settledReport(opened)))
  if (isFailure(draft)) return draft
  const text = draft.texts.find((one) => one.path === opened.path)
  const section = text && openSections(text.text).find((one) => one.id === id)
  if (!text || !section) {
    return fail({
      kind: 'malformed',
      what: 'your edit of this report',
      problem: 'the heading is not there any more',
    })
  }
  const changed = { ...text, text: addPoint(text.text, section, words) }
  const saved = await saveDraft(gam, draft, {
    texts: draft.texts.map((one) => (one === text ? changed : one)),
  })
  if (saved.kind === 'failed') return saved.failure
  return saved.kind === 'saved' ? saved.draft : proposePoint(gam, opened, id, words)
}
