import type { Person, PullRequestName, Trouble } from '../../model/journal.ts'
import { branchName, commitMessage, proposalTitle } from '../../model/proposal-words.ts'
import { noreplyAddress } from '../../model/sign-off.ts'
import type { Sha } from '../../model/sha.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { namesOf } from '../sending/find-target.ts'
import { shaOf } from '../sending/make-commit.ts'
import { findOpenPull, pullFrom } from '../sending/open-pull.ts'
import { hostTrouble, saidBy } from '../sending/reply.ts'
import type { TakingIn } from './plan-taking-in.ts'
import { refusalOf, type Proposing } from './proposing.ts'
import { readRoot } from './read-root.ts'

export type TakenIn =
  | { readonly kind: 'taken'; readonly commit: Sha }
  /** The branch takes commits through pull requests alone: this is one. */
  | { readonly kind: 'proposed'; readonly pull: PullRequestName }
  /** The branch stands elsewhere than when this was planned: nothing was done. */
  | { readonly kind: 'moved' }

interface Signed {
  readonly author: Person
  readonly signedOff: boolean
}

/** What the commit says: each pull request by its number, which GitHub closes then, and each of their authors. */
export function takingInMessage(
  { path, taken }: Pick<TakingIn, 'path' | 'taken'>,
  { author, signedOff }: Signed,
): string {
  const people = taken
    .map(({ by }) => ({ name: by.login, email: noreplyAddress(by) }))
    .filter(({ email }) => email !== author.email)
  return commitMessage({
    title: titleOf({ path, taken }),
    body: closing(taken),
    coAuthors: people,
    ...(signedOff ? { signedOffBy: author } : {}),
  })
}

/**
 * One commit on the default branch, which is moved only from where it was planned on; where rules forbid that, the
 * same commit as a pull request.
 */
export async function takeIn(
  plan: TakingIn,
  signed: Signed,
  proposing: Proposing,
): Promise<TakenIn | Trouble> {
  const { write, now } = proposing
  const names = namesOf(plan.repository)
  const head = await readRef(write, plan.repository, plan.branch, now())
  if (typeof head === 'object') return head
  if (head !== plan.head) return { kind: 'moved' }
  const root = await readRoot(plan.repository, head, proposing)
  if (typeof root !== 'string') return root
  const made = await write('POST /repos/{owner}/{repo}/git/trees', {
    ...names,
    base_tree: root,
    tree: [{ path: plan.path, mode: plan.mode, type: 'blob', content: plan.written }],
  })
  if (made.kind !== 'done') return refusalOf(made, now())
  const tree = shaOf(made)
  if (!tree) return hostTrouble(now())
  const committed = await write('POST /repos/{owner}/{repo}/git/commits', {
    ...names,
    message: takingInMessage(plan, signed),
    tree,
    parents: [head],
    author: signed.author,
  })
  if (committed.kind !== 'done') return refusalOf(committed, now())
  const commit = shaOf(committed)
  if (!commit) return hostTrouble(now())
  return push(plan, commit, tree, proposing)
}

async function push(
  plan: TakingIn,
  commit: Sha,
  tree: Sha,
  proposing: Proposing,
): Promise<TakenIn | Trouble> {
  const { write, now } = proposing
  const moved = await write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    ...namesOf(plan.repository),
    ref: `heads/${plan.branch}`,
    sha: commit,
    force: false,
  })
  if (moved.kind === 'done') return { kind: 'taken', commit }
  if (moved.kind === 'lost') {
    // It may have taken effect all the same.
    const there = await readRef(write, plan.repository, plan.branch, now())
    return there === commit ? { kind: 'taken', commit } : refusalOf(moved, now())
  }
  if (/fast.?forward/i.test(saidBy(moved))) return { kind: 'moved' }
  if (/rule violation|protected/i.test(saidBy(moved))) return propose(plan, commit, tree, proposing)
  return refusalOf(moved, now())
}

/** The branch is named by what it holds: whoever asks for the same again finds it, and the pull request on it. */
async function propose(
  plan: TakingIn,
  commit: Sha,
  tree: Sha,
  proposing: Proposing,
): Promise<TakenIn | Trouble> {
  const { write, now } = proposing
  const names = namesOf(plan.repository)
  const branch = branchName(plan.path, `t${tree.slice(0, 9)}`)
  const place = { repository: plan.repository, branch, route: 'own' } as const
  const found = await findOpenPull(place, proposing)
  if (found) return 'kind' in found ? found : { kind: 'proposed', pull: found.pull }
  const made = await write('POST /repos/{owner}/{repo}/git/refs', {
    ...names,
    ref: `refs/heads/${branch}`,
    sha: commit,
  })
  if (made.kind !== 'done' && !/already exists/i.test(saidBy(made))) return refusalOf(made, now())
  const opened = await write('POST /repos/{owner}/{repo}/pulls', {
    ...names,
    title: titleOf(plan),
    body: closing(plan.taken),
    head: branch,
    base: plan.branch,
  })
  if (opened.kind !== 'done') return refusalOf(opened, now())
  const pull = pullFrom(opened.json)
  return pull ? { kind: 'proposed', pull } : hostTrouble(now())
}

const titleOf = ({ path, taken }: Pick<TakingIn, 'path' | 'taken'>): string =>
  proposalTitle([{ path, change: taken.length === 1 ? 'point' : 'points' }])

const closing = (taken: TakingIn['taken']): string =>
  taken.map(({ number }) => `Closes #${number}`).join('\n')
