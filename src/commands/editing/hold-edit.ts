import type { DraftId } from '../../model/draft.ts'
import type { Gam } from '../gam.ts'

/** In milliseconds: a page that is being left, or saves for another tab, lets go within this time. */
const PATIENCE = { ask: 400, take: 1_500, patient: 5_000 }

interface Holding {
  /** Called when the edit is taken from this tab, which then has to save it. */
  readonly lost?: () => Promise<void>
  /** The tab that holds it is asked to save and let go, and where it does not answer, it is no longer asked. */
  readonly take?: boolean
  /** Nobody waits for it. */
  readonly isPatient?: boolean
}

/**
 * Holds an edit for this tab, so that two tabs never type into the same text; returns what lets go of it, or undefined
 * where another page or tab holds it and does not let go in time.
 */
export async function holdEdit(
  { base }: Pick<Gam, 'base'>,
  id: DraftId,
  { lost, take = false, isPatient = false }: Holding = {},
): Promise<(() => void) | undefined> {
  // Without a secure context there are no locks: the draft's revision alone keeps two tabs apart.
  if (!('locks' in navigator)) return () => undefined
  const name = `gam:${new URL(base).pathname}:edit:${id}`
  const tabs = new BroadcastChannel(name)
  if (take) tabs.postMessage('hand over')
  const patience = PATIENCE[isPatient ? 'patient' : take ? 'take' : 'ask']
  const release =
    (await hold(name, { signal: AbortSignal.timeout(patience) }, gone)) ??
    (take ? await hold(name, { steal: true }, gone) : undefined)
  if (!release) {
    tabs.close()
    return undefined
  }
  let held = true
  async function gone(): Promise<void> {
    if (!held) return
    held = false
    await lost?.()
    tabs.close()
    release?.()
  }
  tabs.onmessage = gone
  return () => {
    held = false
    tabs.close()
    release()
  }
}

function hold(
  name: string,
  options: LockOptions,
  stolen: () => void,
): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    let isHeld = false
    navigator.locks
      .request(
        name,
        options,
        () =>
          new Promise<void>((release) => {
            isHeld = true
            resolve(release)
          }),
      )
      // Another tab holds it and did not let go in time, or has taken it from this one.
      .catch(() => (isHeld ? stolen() : resolve(undefined)))
  })
}
