import { isFailure } from '../../model/failure.ts'
import type { Facts } from '../../model/facts.ts'
import type { Wanted } from '../../github/byte-sources.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from '../reading/open-blob.ts'

/** Fetches for a list are at most so many a minute: raw's own limit is unpublished and shared by everybody on an address. */
const FETCHES_A_MINUTE = 60

/**
 * Learns the facts of reports whose list entries came into view, one after the other, and tells each. A blob that is
 * stored costs nothing; others are fetched within the limit, and none once raw has asked to be left alone, or while the
 * host's facts may still come.
 */
export function createLearner(
  gam: Gam,
  hostFactsCame: Promise<void>,
  heard: (facts: Facts) => void,
) {
  const queue = new Map<string, Wanted>()
  const fetchTimes: number[] = []
  let running = false

  async function learn(wanted: Wanted): Promise<'done' | 'wait'> {
    // It may have come with the host's, while it stood in the queue.
    const known = (await gam.facts.load([wanted.sha])).get(wanted.sha)
    if (known) {
      heard(known)
      return 'done'
    }
    const stored = await gam.storage.blobs.load(wanted.sha)
    if (!stored && !mayFetch()) return 'wait'
    const bytes = stored ?? (await openBlob(gam, wanted, 'page'))
    if (isFailure(bytes)) return 'done'
    const facts = await gam.facts.make(wanted.sha, bytes)
    if (facts) heard(facts)
    return 'done'
  }

  function mayFetch(): boolean {
    const now = gam.now()
    while (fetchTimes[0] !== undefined && now - fetchTimes[0] >= 60_000) fetchTimes.shift()
    if (gam.github.rawIsSilent() || !navigator.onLine || fetchTimes.length >= FETCHES_A_MINUTE)
      return false
    fetchTimes.push(now)
    return true
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    await hostFactsCame
    for (const [key, wanted] of queue) {
      if ((await learn(wanted)) === 'wait') break
      queue.delete(key)
    }
    running = false
    if (queue.size) setTimeout(() => void run(), 5_000)
  }

  return {
    want(wanted: Wanted): void {
      queue.set(wanted.sha, wanted)
      void run()
    },
    /** Entries that left the view before their turn came are not fetched. */
    unwant(sha: string): void {
      queue.delete(sha)
    },
  }
}
