import { blobKey, type Draft, type DraftText } from '../../model/draft.ts'
import { isFailure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import { saveDraft, type Saved } from '../editing/save-draft.ts'
import type { TheirFile } from './upstream.ts'

/** Puts an edit on what the repository has by now: `texts` are its files as they were merged, by path. */
export async function takeUpstream(
  gam: Gam,
  draft: Draft,
  { head, files }: { readonly head: Sha; readonly files: readonly TheirFile[] },
  merged: ReadonlyMap<string, string>,
): Promise<Saved> {
  const kept = await gam.storage.draftBlobs.saveMany(
    files.map(({ sha, bytes }) => [blobKey(draft.id, sha), bytes]),
  )
  if (isFailure(kept)) return { kind: 'failed', failure: kept }
  const texts = draft.texts.map((one) => {
    const theirs = files.find(({ path }) => path === one.path)
    const text = merged.get(one.path)
    if (!theirs || text === undefined) return one
    const { executable, ...rest } = one
    const mode = theirs.executable ? { executable: true as const } : {}
    return { ...rest, ...mode, before: theirs.sha, text }
  })
  // Of those whose text is the same, it is not known whether they are executable by now.
  return rebase(gam, draft, head, texts, files.length < draft.texts.length)
}

/** The file is gone from the repository: the edit makes it anew. */
export const offerAsNew = (gam: Gam, draft: Draft, head: Sha, path: string): Promise<Saved> =>
  rebase(
    gam,
    draft,
    head,
    draft.texts.map((one) => {
      if (one.path !== path) return one
      const { before, ...file } = one
      return file
    }),
    true,
  )

/** The file has another name by now: the edit follows it. */
export const followMove = (
  gam: Gam,
  draft: Draft,
  head: Sha,
  path: string,
  to: string,
): Promise<Saved> =>
  rebase(
    gam,
    draft,
    head,
    draft.texts.map((one) => (one.path === path ? { ...one, path: to } : one)),
    true,
  )

/**
 * What could be undone in the editor belongs to a text that is no more. `isBaseUnsure`: the other texts were not yet
 * compared with what the branch has at `base`.
 */
async function rebase(
  gam: Gam,
  draft: Draft,
  base: Sha,
  texts: readonly DraftText[],
  isBaseUnsure: boolean,
): Promise<Saved> {
  const saved = await saveDraft(gam, draft, { base, texts, isBaseUnsure })
  if (saved.kind === 'saved') {
    await gam.storage.histories.remove(...draft.texts.map(({ path }) => `${draft.id} ${path}`))
  }
  return saved
}
