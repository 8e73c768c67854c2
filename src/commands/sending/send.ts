import type { Writer } from '../../github/writer.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { pullOf, type Journal, type Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { checkUnchanged } from './check-unchanged.ts'
import { findFork, findRepository, lookAtFork, waitForFork } from './find-target.ts'
import { makeBlobs, makeCommit, makeTree } from './make-commit.ts'
import { openPull } from './open-pull.ts'
import { pushBranch } from './push-branch.ts'
import { isUnsettled, settleAuthor } from './settle-author.ts'

/** What the sender works with. */
export interface Sending {
  readonly write: Writer
  /** Stores the journal durably; nothing with an effect is begun before. */
  readonly save: (journal: Journal) => Promise<true | Failure>
  /** The bytes of a picture of the draft. */
  readonly picture: (sha: Sha) => Promise<Uint8Array | undefined>
  readonly now: () => number
  /** Ends early where `signal` is raised. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>
  readonly signal: AbortSignal
  /** Whether another journal could go on now: then this one does not keep it waiting for a fork. */
  readonly othersWait?: () => Promise<boolean>
}

/** What a step gives: the journal as it is then, or why it could not be done. */
export type Done = Journal | Trouble
type Step = (journal: Journal, sending: Sending) => Promise<Done>

/** One step after the other; each is known by what it leaves in the journal, and may be begun again at any time. */
function nextStep(journal: Journal): Step | undefined {
  if (pullOf(journal)) return undefined
  if (!journal.route) return findRepository
  if (journal.route === 'fork' && !journal.fork) return findFork
  if (journal.fork && !journal.fork.ready) return waitForFork
  if (!journal.unchanged) return checkUnchanged
  if (!journal.blobs) return makeBlobs
  if (!journal.tree) return makeTree
  if (!journal.commit) return isUnsettled(journal) ? settleAuthor : makeCommit
  if (journal.pushed !== 'done') return pushBranch
  return openPull
}

/** Short troubles are waited out here, so often and so long (ms); then the journal says until when it rests. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000]
/** GitHub's word on how long a new fork may take, in ms. */
const FORK_PATIENCE = 5 * 60_000
const FORK_PAUSE = 5_000
/** A try counts for no more than this, in ms, whatever the clock says: it may have been set meanwhile. */
const LONGEST_TRY = 10_000

/**
 * Sends a proposal as far as it can be sent now. Gives the journal with its pull request, or with the trouble that
 * keeps it; whichever it is, the journal is stored, and `send` may be called with it again.
 */
export async function send(start: Journal, world: Sending): Promise<Journal> {
  const { trouble, ...begun } = start
  let journal: Journal = begun
  const sending: Sending = {
    ...world,
    // A step that stores what it is about to try may fail then: that it was tried must not be forgotten.
    save(next) {
      journal = next
      return world.save(next)
    },
  }
  const rest = async (trouble: Trouble): Promise<Journal> => {
    const rested = { ...journal, trouble }
    const stored = await sending.save(rested)
    return isFailure(stored) ? { ...rested, trouble: storageTrouble(stored) } : rested
  }
  let tries = 0
  let hasLooked = false
  for (;;) {
    const step = nextStep(journal)
    if (!step || sending.signal.aborted) return journal
    let done = await step(asSeen(journal, sending.now()), sending)
    // Once: a copy that is there at one moment and gone at the next must not keep it going round.
    if (!hasLooked && isForkDoubtful(journal, done, tries)) {
      hasLooked = true
      done = (await lookAtFork(journal, sending)) ?? done
    }
    if ('id' in done) {
      const { vain, since, ...next } = done
      journal = next
      tries = 0
      const stored = await sending.save(journal)
      if (isFailure(stored)) return { ...journal, trouble: storageTrouble(stored) }
      continue
    }
    journal = { ...journal, vain: countVain(journal, done, sending.now()) }
    const pause = pauseFor(done, tries, journal)
    if (pause === undefined || sending.signal.aborted) return rest(done)
    if (done.kind === 'not-ready' && (await sending.othersWait?.())) {
      return rest({ ...done, until: sending.now() + FORK_PAUSE })
    }
    tries += 1
    await sending.sleep(pause, sending.signal)
  }
}

/** A copy that was ready has taken nothing for a while, or refuses it for no reason that Gam knows. */
function isForkDoubtful({ fork, vain }: Journal, done: Done, tries: number): boolean {
  if (!fork || 'id' in done) return false
  if (done.kind === 'refused') return done.reason === 'other'
  if (done.kind !== 'not-ready') return false
  return fork.ready ? tries >= 2 : !!vain && vain.ms >= FORK_PATIENCE
}

const storageTrouble = ({ kind }: Failure): Trouble => ({ kind: 'storage', problem: kind })

/** The journal as a step gets it: with the moment since when its fork has not been ready. */
function asSeen({ since, ...journal }: Journal, now: number): Journal {
  const { vain } = journal
  return vain?.kind === 'not-ready' ? { ...journal, since: now - vain.ms } : journal
}

/** How long one kind of trouble has kept a step; another kind is counted anew. */
function countVain(
  { vain }: Journal,
  { kind }: Trouble,
  now: number,
): NonNullable<Journal['vain']> {
  if (vain?.kind !== kind) return { kind, ms: 0, at: now }
  const passed = Math.min(Math.max(now - vain.at, 0), LONGEST_TRY)
  return { kind, ms: vain.ms + passed, at: now }
}

function pauseFor(trouble: Trouble, tries: number, { vain }: Journal): number | undefined {
  if (trouble.kind === 'not-ready') {
    return vain && vain.ms < FORK_PATIENCE
      ? Math.min(PAUSES[tries] ?? FORK_PAUSE, FORK_PAUSE)
      : undefined
  }
  if (trouble.kind === 'offline' || trouble.kind === 'host-trouble') return PAUSES[tries]
  return undefined
}
