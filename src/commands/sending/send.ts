import type { Writer } from '../../github/writer.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { pullOf, type Journal, type Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { checkUnchanged } from './check-unchanged.ts'
import { findFork, findRepository, waitForFork } from './find-target.ts'
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
}

/** What a step gives: the journal as it is then, or why it could not be done. */
export type Done = Journal | Trouble
type Step = (journal: Journal, sending: Sending) => Promise<Done>

/** One step after the other; each is known by what it leaves in the journal, and may be begun again at any time. */
function nextStep(journal: Journal): Step | undefined {
  if (!journal.route) return findRepository
  if (journal.route === 'fork' && !journal.fork) return findFork
  if (journal.fork && !journal.fork.ready) return waitForFork
  if (!journal.unchanged) return checkUnchanged
  if (!journal.blobs) return makeBlobs
  if (!journal.tree) return makeTree
  if (!journal.commit) return isUnsettled(journal) ? settleAuthor : makeCommit
  if (journal.pushed !== 'done') return pushBranch
  if (!pullOf(journal)) return openPull
  return undefined
}

/** Short troubles are waited out here, so often and so long (ms); then the journal says until when it rests. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000]
/** GitHub's word on how long a new fork may take, in ms. */
const FORK_PATIENCE = 5 * 60_000
const FORK_PAUSE = 5_000

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
  let tries = 0
  for (;;) {
    const step = nextStep(journal)
    if (!step || sending.signal.aborted) return journal
    const done = await step(journal, sending)
    if ('id' in done) {
      const { since, ...next } = done
      journal = next
      tries = 0
      const stored = await sending.save(journal)
      if (isFailure(stored))
        return { ...journal, trouble: { kind: 'storage', problem: stored.kind } }
      continue
    }
    const pause = pauseFor(done, tries, journal, sending.now())
    if (pause === undefined || sending.signal.aborted) {
      const rested = { ...journal, trouble: done }
      await sending.save(rested)
      return rested
    }
    journal = { ...journal, since: journal.since ?? sending.now() }
    tries += 1
    await sending.sleep(pause, sending.signal)
  }
}

function pauseFor(
  trouble: Trouble,
  tries: number,
  journal: Journal,
  now: number,
): number | undefined {
  if (trouble.kind === 'not-ready') {
    return now - (journal.since ?? now) < FORK_PATIENCE
      ? Math.min(PAUSES[tries] ?? FORK_PAUSE, FORK_PAUSE)
      : undefined
  }
  if (trouble.kind === 'offline' || trouble.kind === 'host-trouble') return PAUSES[tries]
  return undefined
}
