import { openEditsChannel } from './commands/editing/drafts.ts'
import { savesData, savingLock } from './commands/saving/saved.ts'
import { installFacts } from './commands/saving/install-facts.ts'
import { installPacks } from './commands/saving/install-packs.ts'
import { isFailure } from './model/failure.ts'
import { loadGuest } from './offline/load-guest.ts'
import { keepApp } from './offline/register.ts'
import { keepEditing } from './pages/keep-editing.ts'
import { whenIdle } from './pages/when-idle.ts'
import type { Snapshot } from './site/snapshot.ts'
import type { App } from './state/app.svelte.ts'
import { keepFresh } from './state/refresher.ts'
import { hostFactsAreHere } from './state/learn-in-view.ts'
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
  keepFresh(app)
  const snapshot = await news
  whenIdle(() => void tidy(app, snapshot), 60_000)
  // What was stored before is on the screen already.
  if (snapshot && (await installFacts(app.gam, window.fetch.bind(window), snapshot)))
    await app.library.loadStored()
  hostFactsAreHere()
  if (!snapshot || savesData()) return
  if ((await installPacks(app.gam, snapshot)) === true) await app.library.loadStored()
}

/** Never beside a saving, of this tab or another. Without a network it is not known what the host's snapshot holds. */
async function tidy({ gam }: App, snapshot: Snapshot | undefined): Promise<void> {
  if (!navigator.onLine || !('locks' in navigator)) return
  const packed = snapshot?.packs.flatMap(({ shas }) => shas) ?? []
  await navigator.locks.request(savingLock(gam), { ifAvailable: true }, async (lock) => {
    const loaded = lock && (await loadGuest(() => import('./commands/saving/collect-unused.ts')))
    if (loaded && !isFailure(loaded)) await loaded.collectUnused(gam, packed)
  })
}

/** Makes room where this browser's storage is full; false where nothing may go. */
export async function makeRoom(app: App): Promise<boolean> {
  const loaded = await loadGuest(() => import('./state/room.ts'))
  return !isFailure(loaded) && loaded.makeRoom(app)
}

/** How many edits there are; those that wait, of another day or tab, go out when somebody is signed in. */
async function countEdits(app: App): Promise<void> {
  const { drafts, journals } = app.gam.storage
  const count = async () => (app.shell.edits = (await drafts.keys()).length)
  openEditsChannel(app.gam).onmessage = count
  await count()
  if (app.shell.edits) keepEditing()
  if (!app.session.token || !(await journals.keys()).length) return
  const loaded = await loadGuest(() => import('./state/edits.svelte.ts'))
  if (!isFailure(loaded)) loaded.editsOf(app).send()
}

/** What was to be saved offline and is not here yet, from an earlier visit. */
async function goOnSaving(app: App): Promise<void> {
  if (!(await app.gam.storage.saves.keys()).length) return
  // Whoever takes a library along may find something to mend in it.
  if (!savesData()) keepEditing()
  const loaded = await loadGuest(() => import('./pages/saving/saves-of.ts'))
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
