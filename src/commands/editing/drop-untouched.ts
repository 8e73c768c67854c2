import type { DraftId } from '../../model/draft.ts'
import { isFailure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'
import { outgoingTexts } from '../reviewing/outgoing.ts'
import { deleteEdit } from './drafts.ts'
import { holdEdit } from './hold-edit.ts'
import { hasTyped } from './typed.ts'

/**
 * An edit that was begun and never touched is not kept; true where it went. Nowhere where a tab has it open. Who holds
 * it already gives what lets go of it: it is called in the end.
 */
export async function dropUntouched(gam: Gam, id: DraftId, held?: () => void): Promise<boolean> {
  const release = held ?? (await holdEdit(gam, id, { isPatient: true }))
  if (!release) return false
  const isGone = await isUntouched(gam, id)
  if (isGone) await deleteEdit(gam, id)
  release()
  return isGone
}

/** What was typed and taken back counts as touched: it can be undone the other way. */
async function isUntouched(gam: Gam, id: DraftId): Promise<boolean> {
  const [draft, journal] = await Promise.all([
    gam.storage.drafts.load(id),
    gam.storage.journals.load(id),
  ])
  if (!draft || journal || draft.revision > 1 || draft.pictures.length) return false
  if (draft.title || draft.description || draft.answers || hasTyped(gam, id)) return false
  const texts = await outgoingTexts(gam, draft)
  return !isFailure(texts) && !texts.length
}
