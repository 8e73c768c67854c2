import type { Draft, DraftId } from '../../model/draft.ts'
import { localKeys, removeLocal } from '../../storage/local-keys.ts'
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
  /** The save by the same desk that was under way: where it came to its end, the text grew from what it stored. */
  readonly saving?: string
  readonly path: string
  readonly text: string
}

/** Whose text it is: two tabs, and two texts of one edit, overwrite nothing of each other's. */
export interface Desk {
  readonly name: string
  readonly path: string
}

const prefixOf = (base: string): string => `gam:${new URL(base).pathname}:typed:`
const keyOf = (base: string, id: DraftId, { name, path }: Desk): string =>
  `${prefixOf(base)}${id} ${name} ${path}`

/** Synchronous; false where the browser does not let it. */
export function keepTyped(
  gam: Pick<Gam, 'base'>,
  { id, revision }: Draft,
  desk: Desk,
  text: string,
  saving?: string,
): boolean {
  const typed: Typed = { revision, ...(saving ? { saving } : {}), path: desk.path, text }
  try {
    localStorage.setItem(keyOf(gam.base, id, desk), JSON.stringify(typed))
    return true
  } catch {
    // Full or forbidden: the asynchronous save that runs beside this is all there is.
    return false
  }
}

export function forgetTyped(gam: Pick<Gam, 'base'>, id: DraftId, desk: Desk): void {
  removeLocal(keyOf(gam.base, id, desk))
}

/** Forgets what was typed into all edits but these, with what belongs to no edit any more. */
export function forgetTypedExcept(gam: Pick<Gam, 'base'>, isKept: (id: string) => boolean): void {
  const prefix = prefixOf(gam.base)
  for (const key of localKeys(prefix)) {
    if (!isKept(key.slice(prefix.length).split(' ')[0] ?? '')) removeLocal(key)
  }
}

/**
 * The draft with what was typed last in it. Where another tab has stored it in the meantime, or the text has another
 * name there, what was typed here becomes an edit of its own, and is lost to nobody.
 */
export async function takeTyped(gam: Gam, stored: Draft): Promise<{ draft: Draft; copy?: Draft }> {
  let draft = stored
  let copy: Draft | undefined
  for (const key of localKeys(prefixOf(gam.base) + stored.id)) {
    const typed = readTyped(key)
    if (!typed) continue
    const { revision, saving, path, text } = typed
    const same = draft.texts.find((one) => one.path === path)
    const at = same ?? (draft.texts.length === 1 ? draft.texts[0] : undefined)
    const grewFromThis =
      revision === stored.revision || (saving !== undefined && saving === stored.savedAs)
    const texts = at
      ? draft.texts.map((one) => (one === at ? { ...one, text } : one))
      : [...draft.texts, { path, text }]
    if (at?.text !== text) {
      if (same && grewFromThis && stored.texts.includes(same)) {
        const saved = await saveDraft(gam, draft, { texts })
        if (saved.kind !== 'saved') continue
        draft = saved.draft
      } else {
        const made = await copyDraft(gam, { ...draft, texts })
        if (!made) continue
        copy = made
      }
    }
    removeLocal(key)
  }
  return copy ? { draft, copy } : { draft }
}

/** Something was typed that no draft has yet, or that cannot be read any more. */
export const hasTyped = (gam: Pick<Gam, 'base'>, id: DraftId): boolean =>
  localKeys(prefixOf(gam.base) + id).length > 0

function readTyped(key: string): Typed | undefined {
  try {
    const { revision, saving, path, text } = Object(
      JSON.parse(localStorage.getItem(key) ?? '{}'),
    ) as Record<string, unknown>
    return typeof revision === 'number' && typeof path === 'string' && typeof text === 'string'
      ? { revision, ...(typeof saving === 'string' ? { saving } : {}), path, text }
      : undefined
  } catch {
    // Damaged or forbidden: nothing is known to have been typed.
    return undefined
  }
}
