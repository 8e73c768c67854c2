import { blobKey, type Draft, type DraftText } from '../../model/draft.ts'
import { renameMention } from '../../model/rename-mention.ts'
import type { Gam } from '../gam.ts'
import { saveDraft, type Saved } from '../editing/save-draft.ts'
import type { TakenName } from './upstream.ts'

/** Gives pictures of an edit other names, in its texts too. */
export async function renamePictures(
  gam: Gam,
  draft: Draft,
  names: readonly TakenName[],
): Promise<Saved> {
  const texts = await Promise.all(
    draft.texts.map(async (one): Promise<DraftText> => {
      const key = one.before && blobKey(draft.id, one.before)
      const bytes = key && (await gam.storage.draftBlobs.load(key))
      const before = bytes ? new TextDecoder().decode(bytes) : ''
      const text = names.reduce(
        (all, { path, to }) => renameMention(all, before, one.path, path, to),
        one.text,
      )
      return { ...one, text }
    }),
  )
  const pictures = draft.pictures.map((one) => {
    const to = names.find(({ path }) => path === one.path)?.to
    return to === undefined ? one : { ...one, path: to }
  })
  const saved = await saveDraft(gam, draft, { texts, pictures })
  if (saved.kind === 'saved') {
    // What could be undone in the editor belongs to texts that are no more.
    await gam.storage.histories.remove(...texts.map(({ path }) => `${draft.id} ${path}`))
  }
  return saved
}
