import { blobKey, type DraftId } from '../../model/draft.ts'
import { goesOn, pullOf, type Journal } from '../../model/journal.ts'
import type { Gam } from '../gam.ts'
import { send } from './send.ts'

/** Who is signed in, with the token to send with. */
interface Sender {
  readonly login: string
  readonly token: string
}

export interface SenderWorld {
  readonly gam: Gam
  readonly fetch: typeof globalThis.fetch
  readonly who: () => Sender | undefined
  /** GitHub refused the token in the middle. */
  readonly onRefused: () => void
  /** A journal was stored: it has come a step further, or rests. */
  readonly onChange: (id: DraftId) => void
}

/** A browser wakes no timer on time after days: it is looked again at least so often, in ms. */
const LONGEST = 10 * 60_000

/**
 * Sends what waits, one after the other, and goes on when a limit is over, the network is back or `wake` is called;
 * until nothing is left that can go on by itself, or `signal` is raised. Of all tabs one sends: who holds the lock.
 */
export async function sendWaiting(world: SenderWorld, signal: AbortSignal): Promise<void> {
  const work = () => sendAll(world, signal)
  // A page without a secure context has no locks: then each tab sends by itself, and looks before it repeats.
  if (!('locks' in navigator)) return work()
  try {
    await navigator.locks.request(`${world.gam.base} sends`, { signal }, work)
  } catch (error) {
    // Given up while another tab held it.
    if (!signal.aborted) throw error
  }
}

async function sendAll(world: SenderWorld, signal: AbortSignal): Promise<void> {
  for (let woken = false; !signal.aborted;) {
    const who = world.who()
    if (!who) return
    const waiting = (await loadWaiting(world.gam)).filter((one) => one.login === who.login)
    const now = world.gam.now()
    const next = waiting.find((one) => isReady(one, now, woken))
    if (next) {
      woken = false
      await sendOne(world, who, next, signal)
      continue
    }
    const times = waiting.flatMap(({ trouble }) =>
      trouble && 'until' in trouble ? trouble.until : [],
    )
    if (!times.length) return
    woken = await rest(Math.min(...times, now + LONGEST) - now, signal)
  }
}

async function sendOne(
  world: SenderWorld,
  who: Sender,
  journal: Journal,
  ended: AbortSignal,
): Promise<void> {
  const { gam, fetch, onChange, onRefused } = world
  // Octokit comes with the first sending, and with nothing else.
  const { createWriter } = await import('../../github/writer.ts')
  const taken = new AbortController()
  const sent = await send(journal, {
    write: createWriter({ hosts: gam.hosts, token: who.token, fetch }),
    async save(next) {
      const done = await gam.storage.journals.update(next.id, (stored) => {
        // The person has called it back, or asked it to wait, while it was under way.
        if (!stored || stored.paused) taken.abort()
        return stored && (stored.paused ? { ...next, paused: true } : next)
      })
      onChange(next.id)
      return done
    },
    picture: (sha) => gam.storage.draftBlobs.load(blobKey(journal.id, sha)),
    now: gam.now,
    sleep: rest,
    signal: AbortSignal.any([ended, taken.signal]),
  })
  if (sent.trouble?.kind === 'sign-in') onRefused()
}

/** The journals that have not become a pull request and that nobody has paused, the oldest first. */
async function loadWaiting({ storage }: Pick<Gam, 'storage'>): Promise<Journal[]> {
  const journals = await storage.journals.loadMany(await storage.journals.keys())
  return [...journals.values()]
    .filter((one) => !pullOf(one) && !one.paused)
    .sort((a, b) => a.startedAt - b.startedAt)
}

function isReady({ trouble }: Journal, now: number, woken: boolean): boolean {
  if (!trouble) return true
  if (!goesOn(trouble)) return false
  if (trouble.kind === 'offline' && woken) return true
  // Who is asked to sign in again has done so.
  return !('until' in trouble) || trouble.until <= now
}

/** True where it ended early, since the network is back or somebody called `wake`. */
function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (early: boolean) => () => {
      clearTimeout(timer)
      for (const type of ['online', WAKE]) removeEventListener(type, woken)
      signal.removeEventListener('abort', woken)
      resolve(early)
    }
    const woken = end(true)
    const timer = setTimeout(end(false), ms)
    for (const type of ['online', WAKE]) addEventListener(type, woken)
    signal.addEventListener('abort', woken)
  })
}

const WAKE = 'gam:wake'

/** Whoever rests looks again: something new waits, or is to be tried again. */
export const wake = (): boolean => dispatchEvent(new Event(WAKE))

/** Takes back what keeps a journal, so that it is tried again, or pauses it. */
export async function changeJournal(
  gam: Gam,
  id: DraftId,
  change: (journal: Journal) => Journal,
): Promise<void> {
  await gam.storage.journals.update(id, (journal) => journal && change(journal))
}
