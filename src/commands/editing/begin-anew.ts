import { blobSha } from '../../github/check-sha.ts'
import { plainText } from '../../merging/keep-endings.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Letter } from '../../model/journal.ts'
import type { Gam } from '../gam.ts'
import { copyDraft } from './copy-draft.ts'
import { saveDraft } from './save-draft.ts'

/**
 * A new edit from what was not in a pull request that is over. One that was accepted is in the repository: what was
 * sent is what the new edit begins with, so that a merge takes nobody's later change for ours. From one that was
 * closed the new edit takes everything. The old one is as it was sent then: its words are in one edit only. Undefined
 * where nothing can be stored.
 */
export async function beginAnew(
  gam: Gam,
  draft: Draft,
  letter: Pick<Letter, 'files'>,
  isAccepted: boolean,
): Promise<Draft | Failure | undefined> {
  const begun = isAccepted
    ? await copyOnto(gam, draft, letter)
    : await copyDraft(gam, unnamed(draft))
  if (begun && !isFailure(begun)) await takeBack(gam, draft, letter)
  return begun
}

const unnamed = ({ title, description, answers, ...draft }: Draft): Draft => draft

async function copyOnto(
  gam: Gam,
  draft: Draft,
  { files }: Pick<Letter, 'files'>,
): Promise<Draft | Failure | undefined> {
  const copy = await copyDraft(gam, unnamed(draft))
  if (!copy) return undefined
  const blobs: [string, Uint8Array][] = []
  const texts = await Promise.all(
    copy.texts.map(async (one) => {
      const sent = files.find(({ path }) => path === one.path)
      if (!sent || !('text' in sent)) return one
      const bytes = new TextEncoder().encode(sent.text)
      const before = await blobSha(bytes)
      if (!before) return one
      blobs.push([blobKey(copy.id, before), bytes])
      return { ...one, before }
    }),
  )
  const pictures = copy.pictures.filter(({ path }) => !files.some((file) => file.path === path))
  const kept = await gam.storage.draftBlobs.saveMany(blobs)
  if (isFailure(kept)) return kept
  const saved = await saveDraft(gam, copy, { texts, pictures, isBaseUnsure: true })
  return saved.kind === 'failed' ? saved.failure : saved.draft
}

async function takeBack(gam: Gam, draft: Draft, { files }: Pick<Letter, 'files'>): Promise<void> {
  const texts = draft.texts.map((one) => {
    const sent = files.find(({ path }) => path === one.path)
    return sent && 'text' in sent ? { ...one, text: plainText(sent.text) } : one
  })
  const pictures = draft.pictures.filter(({ path }) => files.some((file) => file.path === path))
  const saved = await saveDraft(gam, draft, { texts, pictures })
  if (saved.kind !== 'saved') return
  // What could be undone in the editor belongs to a text that is no more.
  await gam.storage.histories.remove(...texts.map(({ path }) => `${draft.id} ${path}`))
}
