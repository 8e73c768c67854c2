import type { Draft, DraftId } from '../../model/draft.ts'
import type { Gam } from '../gam.ts'
import { copyDraft } from './copy-draft.ts'
import { saveDraft } from './save-draft.ts'

/**
 * What was typed since the last save, kept in localStorage at the moment that the page is hidden: nothing else is sure
 * to be written then.
 */
interface Typed {
  /** The stored one that the text grew from. */
  readonly revision: number
  /** A save by the same tab was under way: the next revision is this tab's own too. */
  readonly saving?: boolean
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
  saving = false,
): boolean {
  const typed: Typed = { revision: draft.revision, saving, path, text }
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
  const isOwn = typed.saving === true && typed.revision + 1 === draft.revision
  if (typed.revision === draft.revision || isOwn) {
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

/** Something was typed that no draft has yet, or that cannot be read any more. */
export function hasTyped(gam: Pick<Gam, 'base'>, id: DraftId): boolean {
  try {
    return localStorage.getItem(keyOf(gam.base, id)) !== null
  } catch {
    // Storage is forbidden: nothing was kept.
    return false
  }
}

function readTyped(base: string, id: DraftId): Typed | undefined {
  try {
    const { revision, saving, path, text } = Object(
      JSON.parse(localStorage.getItem(keyOf(base, id)) ?? '{}'),
    ) as Record<string, unknown>
    return typeof revision === 'number' && typeof path === 'string' && typeof text === 'string'
      ? { revision, saving: saving === true, path, text }
      : undefined
  } catch {
    // Damaged or forbidden: nothing is known to have been typed.
    return undefined
  }
}
