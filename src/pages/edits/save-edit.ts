import { loadDraftFiles } from '../../commands/proposals/draft-files.ts'
import { outgoingSecrets } from '../../commands/reviewing/outgoing-secrets.ts'
import { outgoingTexts } from '../../commands/reviewing/outgoing.ts'
import type { Gam } from '../../commands/gam.ts'
import { formatPatch } from '../../merging/format-patch.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import { isFailure } from '../../model/failure.ts'
import { saveAsFile } from '../../components/save-as-file.ts'
import { secretWords } from '../review/secret-words.ts'

/** Gives an edit to the person as files, as they would stand in the repository. */
export async function saveAsFiles(gam: Gam, draft: Draft): Promise<void> {
  for (const { path, after } of await loadDraftFiles(gam, draft)) saveAsFile(after, path)
  for (const { path, sha, type } of draft.pictures) {
    const bytes = await gam.storage.draftBlobs.load(blobKey(draft.id, sha))
    if (bytes) saveAsFile(new Uint8Array(bytes), path, type)
  }
}

/**
 * The same as a patch that `git apply` takes; pictures are no part of it. A patch is to be handed on: it is given only
 * where nothing in it looks like a token, else the words about that.
 */
export async function saveAsPatch(gam: Gam, draft: Draft): Promise<string | undefined> {
  const texts = await outgoingTexts(gam, draft)
  const secret = isFailure(texts)
    ? undefined
    : secretWords(outgoingSecrets({ title: '', body: '' }, texts))
  if (secret) return secret
  const name =
    draft.texts[0]?.path
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? 'edit'
  saveAsFile(formatPatch(await loadDraftFiles(gam, draft)), `${name}.patch`, 'text/x-patch')
  return undefined
}
