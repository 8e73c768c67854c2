import { keepEndings } from '../../merging/keep-endings.ts'
import type { PatchedFile } from '../../merging/format-patch.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import type { Gam } from '../gam.ts'

/** The texts of an edit as files, each line with the end that it has in the repository. */
export function loadDraftFiles(gam: Gam, draft: Draft): Promise<PatchedFile[]> {
  return Promise.all(
    draft.texts.map(async ({ path, before: sha, text }) => {
      const bytes = sha && (await gam.storage.draftBlobs.load(blobKey(draft.id, sha)))
      if (!bytes) return { path, after: text }
      const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      return { path, before, after: keepEndings(before, text) }
    }),
  )
}
