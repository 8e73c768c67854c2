import { makeRoom as removeOldest } from '../commands/saving/make-room.ts'
import { fail, type Failure } from '../model/failure.ts'
import type { App } from './app.svelte.ts'

let running: Promise<boolean> | undefined
let removed = { reports: 0, pictures: 0 }

/** Makes room in this browser's storage, once for all who wait for it, and says what went; false where nothing may go. */
export const makeRoom = (app: App): Promise<boolean> =>
  (running ??= work(app).finally(() => (running = undefined)))

async function work({ gam, network }: App): Promise<boolean> {
  const gone = await removeOldest(gam)
  if (!gone) return false
  // One line says all of it, however often more had to go.
  removed = {
    reports: removed.reports + gone.reports,
    pictures: removed.pictures + gone.pictures,
  }
  const made: Failure = { kind: 'storage-full', removed }
  network.storageTrouble = fail(made)
  return true
}
