import type { Draft } from '../../model/draft.ts'
import { newDraftId } from '../../model/new-draft-id.ts'
import type { Gam } from '../gam.ts'

/** Another stored edit with the same contents; undefined where it cannot be stored. */
export async function copyDraft(gam: Gam, draft: Draft): Promise<Draft | undefined> {
  const id = newDraftId()
  const keys = (await gam.storage.draftBlobs.keys()).filter((key) => key.startsWith(`${draft.id} `))
  const blobs = await gam.storage.draftBlobs.loadMany(keys)
  const kept = await gam.storage.draftBlobs.saveMany(
    [...blobs].map(([key, bytes]) => [key.replace(draft.id, id), bytes]),
  )
  const copy = { ...draft, id, revision: 1, changedAt: gam.now() }
  const saved = kept === true && (await gam.storage.drafts.save(id, copy))
  return saved === true ? copy : undefined
}
