import { newDraftId, type Draft, type DraftId } from '../../model/draft.ts'
import type { Gam } from '../gam.ts'
import { saveDraft } from './save-draft.ts'

/**
 * What was typed since the last save, kept in localStorage at the moment that the page is hidden: nothing else is sure
 * to be written then.
 */
interface Typed {
  readonly revision: number
  readonly path: string
  readonly text: string
}

const keyOf = (base: string, id: DraftId): string => `gam:${new URL(base).pathname}:typed:${id}`

/** Synchronous; false where the browser does not let it. */
export function keepTyped(
  gam: Pick<Gam, 'base'>,
  draft: Draft,
  path: string,
  text: string,
): boolean {
  const typed: Typed = { revision: draft.revision, path, text }
  try {
    localStorage.setItem(keyOf(gam.base, draft.id), JSON.stringify(typed))
    return true
  } catch {
    // Full or forbidden: the asynchronous save that runs beside this is all there is.
    return false
  }
}

export function forgetTyped(gam: Pick<Gam, 'base'>, id: DraftId): void {
  try {
    localStorage.removeItem(keyOf(gam.base, id))
  } catch {
    // Storage is forbidden: nothing was kept.
    return
  }
}

/**
 * The draft with what was typed last in it. Where another tab has stored it in the meantime, what was typed here
 * becomes an edit of its own, and is lost to nobody.
 */
export async function takeTyped(gam: Gam, draft: Draft): Promise<{ draft: Draft; copy?: Draft }> {
  const typed = readTyped(gam.base, draft.id)
  if (!typed) return { draft }
  const at = draft.texts.find((one) => one.path === typed.path)
  if (!at || at.text === typed.text) {
    forgetTyped(gam, draft.id)
    return { draft }
  }
  const texts = draft.texts.map((one) => (one === at ? { ...one, text: typed.text } : one))
  if (typed.revision === draft.revision) {
    const saved = await saveDraft(gam, draft, { texts })
    if (saved.kind !== 'saved') return { draft }
    forgetTyped(gam, draft.id)
    return { draft: saved.draft }
  }
  const copy = await copyDraft(gam, { ...draft, texts })
  if (!copy) return { draft }
  forgetTyped(gam, draft.id)
  return { draft, copy }
}

/** Another stored edit with the same contents; undefined where it cannot be stored. */
async function copyDraft(gam: Gam, draft: Draft): Promise<Draft | undefined> {
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

function readTyped(base: string, id: DraftId): Typed | undefined {
  try {
    const { revision, path, text } = Object(
      JSON.parse(localStorage.getItem(keyOf(base, id)) ?? '{}'),
    ) as Record<string, unknown>
    return typeof revision === 'number' && typeof path === 'string' && typeof text === 'string'
      ? { revision, path, text }
      : undefined
  } catch {
    // Damaged or forbidden: nothing is known to have been typed.
    return undefined
  }
}
