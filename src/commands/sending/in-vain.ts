import type { Reply } from '../../github/writer.ts'
import { targetOf, type Journal } from '../../model/journal.ts'
import { readRef } from './check-unchanged.ts'
import { compareCommits } from './compare-commits.ts'
import { compareFiles } from './compare-files.ts'
import { commonTrouble, saidBy } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** How long what is new may take to be seen everywhere, such as a commit of the repository from its fork, in ms. */
export const LAG = 30_000

/**
 * What follows from a write to the branch's repository that was refused. A fork that is new does not take writes at
 * once, and sees new commits of the repository late: GitHub says 404, 409 or 422 then, and the step is tried again.
 * The same 404 also stands for workflow files that changed in between, which a token of Gam's may not push: after
 * `LAG` the commit is put on one that the fork's default branch has, with none in between.
 */
export async function inVain(
  journal: Journal,
  sending: Pick<Sending, 'write' | 'now'>,
  reply: Reply,
): Promise<Done> {
  if (reply.kind === 'done')
    return { kind: 'refused', reason: 'other', said: 'GitHub’s answer has no SHA' }
  const trouble = commonTrouble(reply, sending.now())
  if (trouble) return trouble
  const status = reply.kind === 'refused' ? reply.status : 0
  const message = saidBy(reply)
  if (/rule violation|protected/i.test(message))
    return { kind: 'refused', reason: 'rules', said: message }
  const beside = status === 422 ? await besideBranch(journal, sending) : undefined
  if (beside) return beside
  if (!journal.fork || ![404, 409, 422].includes(status)) {
    return status === 404
      ? { kind: 'refused', reason: 'token' }
      : { kind: 'refused', reason: 'other', said: message }
  }
  const waited = sending.now() - (journal.since ?? sending.now())
  if (waited >= LAG && !journal.onFork) return standOnFork(journal, sending)
  if (waited >= 2 * LAG && journal.onFork)
    return { kind: 'refused', reason: 'workflow', said: message }
  return { kind: 'not-ready', until: sending.now() + 60_000, repository: journal.fork.name }
}

/** Git cannot have `gam/x` where somebody has a branch `gam`: then ours gets a name without a slash. */
async function besideBranch(
  journal: Journal,
  { write, now }: Pick<Sending, 'write' | 'now'>,
): Promise<Done | undefined> {
  const { pushed, ...rest } = journal
  const [folder = '', ...name] = journal.branch.split('/')
  if (pushed !== 'trying' || !name.length) return undefined
  const target = targetOf(journal) ?? journal.repository
  const there = await readRef(write, target, folder, now())
  if (typeof there !== 'string') return there
  return { ...rest, branch: [folder, ...name].join('-') }
}

/**
 * Puts the commit on the newest one that the fork's default branch and the base have in common, where that has the
 * files as the edit began with them. Not on the tip: a person's own commits there, or another branch's, would go into
 * the pull request.
 */
async function standOnFork(
  journal: Journal,
  { write, now }: Pick<Sending, 'write' | 'now'>,
): Promise<Done> {
  const { fork, repository, base } = journal
  if (!fork) return journal
  const notReady = { kind: 'not-ready', until: now() + 60_000, repository: fork.name } as const
  const tip = await readRef(write, fork.name, fork.defaultBranch, now())
  if (typeof tip !== 'string') return tip ?? notReady
  const head = await readRef(write, repository, base, now())
  if (typeof head !== 'string') return head ?? { kind: 'refused', reason: 'branch-gone' }
  const past = await compareCommits(write, repository, tip, head, now())
  if (!past) return { kind: 'refused', reason: 'fork-behind' }
  if ('kind' in past) return past
  const parent = past.mergeBase
  if (parent === journal.parent) return notReady
  const there = await compareFiles(write, fork.name, parent, journal.letter.files, now())
  if ('kind' in there) return there
  if (there.changed.length)
    return { kind: 'refused', reason: 'fork-behind', said: there.changed.join(', ') }
  const { tree, commit, pushed, ...rest } = journal
  return { ...rest, parent, letter: { ...journal.letter, files: there.files }, onFork: true }
}
