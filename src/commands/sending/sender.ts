import { createLateWriter } from '../../github/late-writer.ts'
import type { Writer } from '../../github/writer.ts'
import { blobKey, type DraftId } from '../../model/draft.ts'
import { goesOn, pullOf, type Journal } from '../../model/journal.ts'
import type { Gam } from '../gam.ts'
import { isOver } from './reply.ts'
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
 * until nothing is left that can go on by itself, or `signal` is raised. Of all tabs of an account one sends: who
 * holds the lock.
 */
export async function sendWaiting(world: SenderWorld, signal: AbortSignal): Promise<void> {
  const login = world.who()?.login
  if (login === undefined) return
  const work = () => sendAll(world, login, signal)
  // A page without a secure context has no locks: then each tab sends by itself, and looks before it repeats.
  if (!('locks' in navigator)) return work()
  try {
    // What one account has to wait for is no matter of another's.
    await navigator.locks.request(`${world.gam.base} sends for ${login}`, { signal }, work)
  } catch (error) {
    // Given up while another tab held it.
    if (!signal.aborted) throw error
  }
}

async function sendAll(world: SenderWorld, login: string, signal: AbortSignal): Promise<void> {
  // Their trouble is that nothing can be stored, and so no journal says it: they are left until somebody asks again.
  const unstored = new Set<DraftId>()
  for (let woken = false; !signal.aborted;) {
    const who = world.who()
    if (who?.login !== login) return
    const waiting = (await loadWaiting(world.gam, login)).filter(({ id }) => !unstored.has(id))
    const now = world.gam.now()
    const next = waiting.find((one) => isReady(one, now, woken))
    if (next) {
      woken = false
      if (!(await sendOne(world, who, next, signal))) unstored.add(next.id)
      continue
    }
    const times = waiting.flatMap(({ trouble }) =>
      trouble && 'until' in trouble ? trouble.until : [],
    )
    if (!times.length) return
    woken = await rest(Math.min(...times, now + LONGEST) - now, signal)
    if (woken) unstored.clear()
  }
}

/** False where what came of it could not be stored. */
async function sendOne(
  world: SenderWorld,
  who: Sender,
  journal: Journal,
  ended: AbortSignal,
): Promise<boolean> {
  const { gam, fetch, onChange, onRefused } = world
  const { id } = journal
  const takenBack = new Error('called back, paused or given up')
  const write = createLateWriter({ hosts: gam.hosts, token: who.token, fetch })
  try {
    const sent = await send(journal, {
      write: guard(write, async () => {
        const stored = await gam.storage.journals.load(id)
        if (ended.aborted || !isWanted(stored, journal)) throw takenBack
      }),
      async save(next) {
        const isDraftThere = !!pullOf(next) && (await gam.storage.drafts.keys()).includes(id)
        let wanted = true
        const done = await gam.storage.journals.update(id, (stored) => {
          wanted = isWanted(stored, journal)
          // Called back while GitHub was opening it: it is open all the same, and the edit has to say so.
          if (!stored) return isDraftThere ? next : undefined
          if (!isSameSending(stored, journal)) return undefined
          return stored.paused ? { ...next, paused: true } : next
        })
        onChange(id)
        if (!wanted) throw takenBack
        return done
      },
      picture: (sha) => gam.storage.draftBlobs.load(blobKey(id, sha)),
      now: gam.now,
      sleep: rest,
      signal: ended,
      othersWait: async () =>
        (await loadWaiting(gam, who.login)).some(
          (one) => one.id !== id && isReady(one, gam.now(), false),
        ),
    })
    if (sent.trouble?.kind === 'sign-in') onRefused()
    return sent.trouble?.kind !== 'storage'
  } catch (error) {
    if (error !== takenBack) throw error
    return true
  }
}

/** Looks directly before each request that changes something: what was taken back a moment ago is not done. */
const guard =
  (write: Writer, look: () => Promise<void>): Writer =>
  async (route, parameters) => {
    if (!route.startsWith('GET ')) await look()
    return write(route, parameters)
  }

/** Not an edit that was called back and sent anew since. */
const isSameSending = (one: Journal, other: Journal): boolean => one.startedAt === other.startedAt

const isWanted = (stored: Journal | undefined, journal: Journal): boolean =>
  !!stored && !stored.paused && isSameSending(stored, journal)

/** This account's journals that have not become a pull request and that nobody has paused, the oldest first. */
async function loadWaiting({ storage }: Pick<Gam, 'storage'>, login: string): Promise<Journal[]> {
  const journals = await storage.journals.loadMany(await storage.journals.keys())
  return [...journals.values()]
    .filter((one) => one.login === login && !pullOf(one) && !one.paused)
    .sort((a, b) => a.startedAt - b.startedAt)
}

function isReady({ trouble }: Journal, now: number, woken: boolean): boolean {
  if (!trouble) return true
  if (!goesOn(trouble)) return false
  if (trouble.kind === 'offline' && woken) return true
  // Who is asked to sign in again has done so.
  return !('until' in trouble) || isOver(trouble.until, now)
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
