import type { Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { newDraftId } from '../../model/new-draft-id.ts'
import type { Gam } from '../gam.ts'

/** What became of a wish to store a draft. */
export type Saved =
  | { readonly kind: 'saved'; readonly draft: Draft }
  /** Another tab has stored it since, and this is what is stored; or has deleted it. Nothing was overwritten. */
  | { readonly kind: 'elsewhere'; readonly draft: Draft }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Stores a changed draft over the revision that it grew from, and over no other; one that was deleted stays so. */
export async function saveDraft(
  gam: Gam,
  before: Draft,
  change: Partial<Omit<Draft, 'id' | 'revision' | 'createdAt' | 'changedAt'>>,
): Promise<Saved> {
  const next: Draft = {
    ...before,
    savedAs: newDraftId(),
    ...change,
    changedAt: gam.now(),
    revision: before.revision + 1,
  }
  let stored = before
  const done = await gam.storage.drafts.update(before.id, (found) => {
    if (!found) return undefined
    stored = found.revision === before.revision ? next : found
    return stored
  })
  if (isFailure(done)) return { kind: 'failed', failure: done }
  return stored === next ? { kind: 'saved', draft: next } : { kind: 'elsewhere', draft: stored }
}
