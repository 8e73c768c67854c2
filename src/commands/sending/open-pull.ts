import { isFailure } from '../../model/failure.ts'
import { targetOf, type Journal, type PullRequestName, type Trouble } from '../../model/journal.ts'
import { findBase, readRef } from './check-unchanged.ts'
import { namesOf } from './find-target.ts'
import { LAG } from './in-vain.ts'
import { commonTrouble, hostTrouble, saidBy } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** Opens the pull request. Where that was tried before, it is looked for first, by its branch. */
export async function openPull(journal: Journal, sending: Sending): Promise<Done> {
  const { write, now, save } = sending
  if (journal.pull === 'trying') {
    const found = await findPull(journal, sending)
    if (found) return found
  }
  const stored = await save({ ...journal, pull: 'trying' })
  if (isFailure(stored)) return { kind: 'storage', problem: stored.kind }
  const { title, body, isDraft, maintainersMayEdit } = journal.letter
  const reply = await write('POST /repos/{owner}/{repo}/pulls', {
    ...namesOf(journal.repository),
    title,
    body,
    head: headOf(journal),
    base: journal.base,
    draft: isDraft,
    maintainer_can_modify: maintainersMayEdit,
  })
  if (reply.kind === 'done') {
    const pull = pullFrom(reply.json)
    return pull ? { ...journal, pull } : { ...journal, pull: 'trying' }
  }
  const trouble = commonTrouble(reply, now())
  if (trouble?.kind === 'refused' && trouble.reason === 'other')
    return { ...trouble, reason: 'members-only' }
  if (trouble) return trouble
  const message = saidBy(reply)
  if (/already exists/i.test(message)) {
    return (await findPull(journal, sending)) ?? hostTrouble(now())
  }
  if (/no commits between/i.test(message)) return { kind: 'refused', reason: 'nothing-new' }
  if (maintainersMayEdit && /fork.collab/i.test(message)) {
    return { ...journal, letter: { ...journal.letter, maintainersMayEdit: false } }
  }
  if (/\bbase invalid/i.test(message)) return followBase(journal, sending)
  if (/\bhead invalid/i.test(message)) return lookForHead(journal, sending)
  return { kind: 'refused', reason: 'other', said: message }
}

/** The base may have got another name since it was looked at. */
async function followBase(journal: Journal, { write, now }: Asking): Promise<Done> {
  const found = await findBase(journal, write, now())
  if ('kind' in found) return found
  return found.branch === journal.base
    ? { kind: 'refused', reason: 'branch-gone' }
    : { ...journal, base: found.branch }
}

/** A branch that was made a moment ago is not seen everywhere yet; one that is missing for longer was deleted since. */
async function lookForHead(journal: Journal, { write, now }: Asking): Promise<Done> {
  const repository = targetOf(journal) ?? journal.repository
  const notReady = { kind: 'not-ready', until: now() + 60_000, repository } as const
  if (now() - (journal.since ?? now()) < LAG) return notReady
  const head = await readRef(write, repository, journal.branch, now())
  if (head !== undefined) return typeof head === 'string' ? notReady : head
  const { pushed, ...rest } = journal
  return rest
}

/** The pull request that stands on the journal's branch: one that is open, or was opened for this very commit. */
export async function findPull(journal: Journal, asking: Asking): Promise<Done | undefined> {
  const pulls = await pullsOf(journal, asking)
  if (!Array.isArray(pulls)) return pulls
  // An earlier sending's pull request on a branch of that name may be closed long since.
  const found = pulls.find(isOpen) ?? pulls.find((one) => headSha(one) === journal.commit)
  const pull = pullFrom(found)
  return pull && { ...journal, pull }
}

/** A branch, and what it is a branch of. */
type Branch = Pick<Journal, 'repository' | 'branch' | 'route' | 'fork'>

/** The pull request that is open on a branch, whatever it holds. */
export async function findOpenPull(
  branch: Branch,
  asking: Asking,
): Promise<
  | { readonly pull: PullRequestName; readonly title: string; readonly body: string }
  | Trouble
  | undefined
> {
  const pulls = await pullsOf(branch, asking)
  if (!Array.isArray(pulls)) return pulls
  const found = pulls.find(isOpen)
  const { title, body } = Object(found) as { title?: unknown; body?: unknown }
  const pull = pullFrom(found)
  return pull && { pull, title: String(title ?? ''), body: String(body ?? '') }
}

type Asking = Pick<Sending, 'write' | 'now'>

async function pullsOf(branch: Branch, { write, now }: Asking): Promise<unknown[] | Trouble> {
  const reply = await write('GET /repos/{owner}/{repo}/pulls', {
    ...namesOf(branch.repository),
    head: headOf(branch),
    state: 'all',
  })
  if (reply.kind !== 'done')
    return commonTrouble(reply, now()) ?? { kind: 'refused', reason: 'not-found' }
  return Array.isArray(reply.json) ? reply.json : []
}

const isOpen = (json: unknown): boolean => (Object(json) as { state?: unknown }).state === 'open'

function headSha(json: unknown): unknown {
  const { head } = Object(json) as { head?: unknown }
  return (Object(head) as { sha?: unknown }).sha
}

const headOf = (branch: Branch): string =>
  `${namesOf(targetOf(branch) ?? branch.repository).owner}:${branch.branch}`

export function pullFrom(json: unknown): PullRequestName | undefined {
  const { number, html_url } = Object(json) as Record<string, unknown>
  return typeof number === 'number' && typeof html_url === 'string'
    ? { number, url: html_url }
    : undefined
}
