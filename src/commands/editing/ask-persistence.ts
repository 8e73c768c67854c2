import type { Gam } from '../gam.ts'

const ASKED = 'asked to keep edits'

/** Asks the browser once to delete nothing by itself; false where it has just said no, for then that is said once. */
export async function askPersistence({ storage }: Pick<Gam, 'storage'>): Promise<boolean> {
  if (!navigator.storage?.persist || (await storage.settings.load(ASKED))) return true
  await storage.settings.save(ASKED, true)
  try {
    return await navigator.storage.persist()
  } catch {
    // Firefox in a private window.
    return false
  }
}
