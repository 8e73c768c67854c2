import { loadWriter } from '../github/late-writer.ts'
import { loadGuest } from '../offline/load-guest.ts'
import { whenIdle } from './when-idle.ts'

/**
 * Loads all that an edit needs, so that it can be gone on with, looked through and handed on without a network: the
 * service worker stores what passes through it. Called only where there is an edit; who just reads downloads nothing
 * of it.
 */
export function keepEditing(): void {
  const load = () =>
    void loadGuest(() =>
      Promise.all([
        import('./EditPage.svelte'),
        import('./edit/editor.ts'),
        import('../markdown/check-front-matter.ts'),
        import('./ReviewPage.svelte'),
        import('./EditsPage.svelte'),
        import('./edits/save-edit.ts'),
        loadWriter(),
      ]),
    )
  whenIdle(load, 5_000)
}
