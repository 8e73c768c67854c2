import { installPacks } from './commands/saving/install-packs.ts'
import { isFailure } from './model/failure.ts'
import { loadGuest } from './offline/load-guest.ts'
import { keepApp } from './offline/register.ts'
import { keepEditing } from './pages/keep-editing.ts'
import type { Snapshot } from './site/snapshot.ts'
import type { App } from './state/app.svelte.ts'
import { followSearchKey } from './state/search-key.ts'
import { followSignOut } from './state/sign-out.ts'
import { scriptUrl } from './trusted.ts'

/** What waits until the first page has painted: the app's own files are stored, then the snapshot's reports. */
export async function afterPaint(app: App, news: Promise<Snapshot | undefined>): Promise<void> {
  followSignOut(app)
  followSearchKey(app)
  if (import.meta.env.PROD) keepShell(app)
  void countEdits(app)
  void goOnSaving(app)
  const snapshot = await news
  if (!snapshot || savesData()) return
  const trouble = await installPacks(app.gam, snapshot)
  if (!isFailure(trouble)) await app.library.loadStored()
}

/** Makes room where this browser's storage is full; false where nothing may go. */
export async function makeRoom(app: App): Promise<boolean> {
  const loaded = await loadGuest(() => import('./state/room.ts'))
  return !isFailure(loaded) && loaded.makeRoom(app)
}

/** How many edits there are; those that wait, of another day or tab, go out when somebody is signed in. */
async function countEdits(app: App): Promise<void> {
  const { drafts, journals } = app.gam.storage
  app.shell.edits = (await drafts.keys()).length
  if (app.shell.edits) keepEditing()
  if (!app.session.token || !(await journals.keys()).length) return
  const loaded = await loadGuest(() => import('./state/edits.svelte.ts'))
  if (!isFailure(loaded)) loaded.editsOf(app).send()
}

/** What was to be saved offline and is not here yet, from an earlier visit. */
async function goOnSaving(app: App): Promise<void> {
  if (!(await app.gam.storage.saves.keys()).length) return
  const loaded = await loadGuest(() => import('./state/saves.svelte.ts'))
  if (!isFailure(loaded)) loaded.savesOf(app)
}

function keepShell({ shell, gam }: App): void {
  const own = document.querySelector<HTMLMetaElement>('meta[name=gam-version]')?.content ?? ''
  void keepApp({
    scriptUrl: scriptUrl(new URL('sw.js', gam.base).href),
    version: own,
    onUpdate: (replace) => (shell.replace = replace),
    onTrouble: (trouble) => {
      shell.missing =
        trouble.kind === 'storage-unavailable' ? trouble.problem : 'something went wrong'
    },
  })
}

/** The browser's wish to spend little data: then reports come as they are opened. */
const savesData = () =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
