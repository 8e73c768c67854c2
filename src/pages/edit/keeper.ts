import { copyDraft } from '../../commands/editing/copy-draft.ts'
import { openKeepers } from '../../commands/editing/open-keepers.ts'
import { saveDraft } from '../../commands/editing/save-draft.ts'
import { forgetTyped, keepTyped } from '../../commands/editing/typed.ts'
import type { Gam } from '../../commands/gam.ts'
import { goesAtSignOut } from '../../model/draft-privacy.ts'
import type { Draft } from '../../model/draft.ts'
import type { Failure } from '../../model/failure.ts'
import { newDraftId } from '../../model/new-draft-id.ts'

/** How what is typed stands with what is stored. */
export type Kept =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'typing' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Another tab has stored something else, or deleted it: nothing is saved any more until the person has chosen. */
  | { readonly kind: 'elsewhere' }

/** What is being typed; asked for only when it is saved. */
interface Source {
  text(): string
  history(): unknown
}

/** In milliseconds. */
const PAUSE = 400

/** Saves an edit at every pause in typing, one save after the other. */
export function createKeeper(
  gam: Gam,
  stored: Draft,
  path: string,
  source: Source,
  onkept: (kept: Kept, draft: Draft) => void,
) {
  let draft = stored
  let pictures = stored.pictures
  let isDirty = false
  /** The save that is under way. */
  let saving: string | undefined
  let isHalted = false
  let isCopied = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const desk = { name: newDraftId(), path }
  const keeper = { isPrivate: goesAtSignOut(stored), stop }
  openKeepers.add(keeper)

  const texts = () =>
    draft.texts.map((one) => (one.path === path ? { ...one, text: source.text() } : one))

  async function run(): Promise<void> {
    while (isDirty && !isHalted && !isStopped) {
      isDirty = false
      saving = newDraftId()
      const saved = await saveDraft(gam, draft, { texts: texts(), pictures, savedAs: saving })
      saving = undefined
      if (isStopped) return
      if (saved.kind === 'failed') {
        isDirty = true
        keepTyped(gam, draft, desk, source.text())
        return onkept(saved, draft)
      }
      if (saved.kind === 'elsewhere') {
        isHalted = true
        return onkept({ kind: 'elsewhere' }, draft)
      }
      draft = saved.draft
      if (!isDirty) {
        forgetTyped(gam, draft.id, desk)
        onkept({ kind: 'saved', at: draft.changedAt }, draft)
      }
      // What can be undone may be lost; the text may not.
      await gam.storage.histories.save(`${draft.id} ${path}`, source.history())
    }
  }

  function save(): Promise<void> {
    clearTimeout(timer)
    running ??= run().finally(() => (running = undefined))
    return running
  }

  function typed(): void {
    if (isHalted || isStopped) return
    if (!isDirty) onkept({ kind: 'typing' }, draft)
    isDirty = true
    clearTimeout(timer)
    timer = setTimeout(save, PAUSE)
  }

  /** The page may be gone in a moment: what is not stored yet is kept at once. */
  function hidden(): void {
    if (isStopped) return
    // Nobody knows whether a save that is under way comes to its end. What another tab has overtaken becomes a copy.
    if ((isDirty || saving || isHalted) && !isCopied) {
      keepTyped(gam, draft, desk, source.text(), saving)
    }
    void save()
  }

  async function stop(): Promise<void> {
    isStopped = true
    clearTimeout(timer)
    await running
  }

  return {
    typed,
    save,
    hidden,
    /** The text is left: this is the last save. */
    close(): Promise<void> {
      hidden()
      return save().finally(() => openKeepers.delete(keeper))
    },
    setPictures(next: Draft['pictures']): void {
      pictures = next
      typed()
    },
    /** What is here as an edit of its own; undefined where it cannot be stored. */
    async copy(): Promise<Draft | undefined> {
      const copy = await copyDraft(gam, { ...draft, texts: texts(), pictures })
      isCopied = copy !== undefined
      return copy
    },
  }
}
