import { blobKey, type Draft, type DraftText } from '../../model/draft.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { newDraftId } from '../../model/new-draft-id.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import type { OpenedReport } from '../reading/open-report.ts'
import { editedRepository } from './edited-repository.ts'

/**
 * A new, stored draft of a report, its text as it is now; with the bytes that it began with, which no clearing of what
 * was read takes away. Fails where the bytes are no UTF-8, which the editor could not give back as they were, and
 * where nothing can be stored. `branch`: another one than the report was read at is what an old version is changed for.
 */
export async function beginDraft(
  gam: Gam,
  opened: OpenedReport,
  branch = opened.place.ref,
): Promise<Draft | Failure> {
  const start = startOf(opened)
  if (isFailure(start)) return start
  const { text, base, bytes } = start
  const { place } = opened
  const draft = newDraft(gam, {
    ...(await editedRepository(gam, place.repository)),
    branch,
    base,
    ...(branch === place.ref ? {} : { isBaseUnsure: true }),
    texts: [text],
  })
  return storeNew(gam, draft, [[text.before, bytes]])
}

/** What an edit of a report begins with. */
interface Start {
  readonly text: DraftText & { readonly before: Sha }
  readonly base: Sha
  readonly bytes: Uint8Array
}

export function startOf({ path, bytes, sha, tree }: OpenedReport): Start | Failure {
  const base = tree?.tree.commit
  if (!sha || !base) {
    return fail({ kind: 'malformed', what: path, problem: 'it is still being checked' })
  }
  const text = editableText(bytes, path)
  if (isFailure(text)) return text
  const executable = tree.tree.entries.some((one) => one.path === path && one.mode === '100755')
  const begun = { path, before: sha, text, ...(executable ? { executable: true as const } : {}) }
  return { text: begun, base, bytes }
}

/** The same for a file that there is not yet. */
export async function beginFile(
  gam: Gam,
  where: Pick<Draft, 'repository' | 'private' | 'branch' | 'base' | 'isBaseUnsure'>,
  file: Pick<DraftText, 'path' | 'text'>,
): Promise<Draft | Failure> {
  return storeNew(gam, newDraft(gam, { ...where, texts: [file] }), [])
}

function newDraft(
  gam: Gam,
  what: Pick<Draft, 'repository' | 'private' | 'branch' | 'base' | 'isBaseUnsure' | 'texts'>,
): Draft {
  const now = gam.now()
  return { id: newDraftId(), ...what, pictures: [], createdAt: now, changedAt: now, revision: 1 }
}

async function storeNew(
  gam: Gam,
  draft: Draft,
  blobs: readonly (readonly [Sha, Uint8Array])[],
): Promise<Draft | Failure> {
  const kept = await gam.storage.draftBlobs.saveMany(
    blobs.map(([sha, bytes]) => [blobKey(draft.id, sha), bytes]),
  )
  if (isFailure(kept)) return kept
  const saved = await gam.storage.drafts.save(draft.id, draft)
  return isFailure(saved) ? saved : draft
}

/** The text as an editor has it: LF line ends, no byte order mark. */
export function editableText(bytes: Uint8Array, path: string): string | Failure {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return fail({
      kind: 'malformed',
      what: path,
      problem: 'it is not written in UTF-8, so that changing it here would change all of it',
    })
  }
}
