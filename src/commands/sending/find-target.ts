import type { Fork, Journal, Trouble } from '../../model/journal.ts'
import { parseRepositoryName, type RepositoryName } from '../../model/repository.ts'
import { commonTrouble, saidBy } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** Whether this person may make a branch in the repository itself, or needs a fork, or cannot propose here at all. */
export async function findRepository(journal: Journal, { write, now }: Sending): Promise<Done> {
  const reply = await write('GET /repos/{owner}/{repo}', namesOf(journal.repository))
  if (reply.kind !== 'done') {
    return commonTrouble(reply, now()) ?? { kind: 'refused', reason: 'not-found' }
  }
  const json = reply.json as Record<string, unknown>
  const repository = repositoryName(json)
  const permissions = Object(json['permissions']) as Record<string, unknown>
  if (!repository) return { kind: 'refused', reason: 'not-found' }
  if (json['archived'] === true || json['disabled'] === true) {
    return { kind: 'refused', reason: 'archived' }
  }
  const base = journal.base === 'HEAD' ? json['default_branch'] : journal.base
  if (typeof base !== 'string') return { kind: 'refused', reason: 'not-found' }
  const found = { ...journal, repository, base }
  if (permissions['push'] === true) return { ...found, route: 'own' }
  if (
    json['has_pull_requests'] === false ||
    json['pull_request_creation_policy'] === 'collaborators_only'
  ) {
    return { kind: 'refused', reason: 'members-only' }
  }
  if (json['allow_forking'] === false) return { kind: 'refused', reason: 'forks-off' }
  return { ...found, route: 'fork' }
}

/**
 * The person's own copy: the one under the repository's name where that is a fork of it, else what GitHub answers to
 * the wish for one, which is the one that exists, whatever its name, or a new one. Asking twice makes no second.
 */
export async function findFork(journal: Journal, { write, now }: Sending): Promise<Done> {
  const { owner, repo } = namesOf(journal.repository)
  const usual = await write('GET /repos/{owner}/{repo}', { owner: journal.login, repo })
  if (usual.kind === 'done') {
    const fork = isOwn(usual.json, journal) && forkOf(usual.json, journal.repository)
    if (fork && isArchived(usual.json)) return archivedFork(fork.name)
    if (fork) return { ...journal, fork: { ...fork, ready: true } }
  } else {
    const trouble = commonTrouble(usual, now())
    if (trouble) return trouble
  }
  const made = await write('POST /repos/{owner}/{repo}/forks', {
    owner,
    repo,
    default_branch_only: true,
  })
  if (made.kind !== 'done') {
    const trouble = commonTrouble(made, now())
    if (trouble?.kind === 'refused' && trouble.reason === 'other')
      return { ...trouble, reason: 'forks-off' }
    return trouble ?? { kind: 'refused', reason: 'forks-off', said: saidBy(made) }
  }
  const fork = forkOf(made.json, journal.repository) ?? (await lookedUp(made.json, journal, write))
  if (fork && isArchived(made.json)) return archivedFork(fork.name)
  return fork && isOf(fork.name, journal)
    ? { ...journal, fork: { ...fork, ready: false } }
    : {
        kind: 'refused',
        reason: 'other',
        said: 'GitHub answered with a repository that is no copy of this one',
      }
}

/** GitHub makes forks in its own time: until the default branch answers. */
export async function waitForFork(journal: Journal, { write, now }: Sending): Promise<Done> {
  const { fork } = journal
  if (!fork) return journal
  const ref = `heads/${fork.defaultBranch}`
  const reply = await write('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...namesOf(fork.name),
    ref,
  })
  if (reply.kind === 'done') return { ...journal, fork: { ...fork, ready: true } }
  return (
    commonTrouble(reply, now()) ?? {
      kind: 'not-ready',
      until: now() + 60_000,
      repository: fork.name,
    }
  )
}

/**
 * What has become of a copy that takes nothing: undefined where it is there. One that was deleted or given away takes
 * with it all that was made in it, and another is asked for.
 */
export async function lookAtFork(
  journal: Journal,
  { write }: Pick<Sending, 'write'>,
): Promise<Done | undefined> {
  const { fork } = journal
  if (!fork) return undefined
  const reply = await write('GET /repos/{owner}/{repo}', namesOf(fork.name))
  if (reply.kind === 'lost') return undefined
  if (reply.kind === 'refused') return reply.status === 404 ? withoutFork(journal) : undefined
  if (!isOwn(reply.json, journal)) return withoutFork(journal)
  return isArchived(reply.json) ? archivedFork(fork.name) : undefined
}

function withoutFork(journal: Journal): Journal {
  const { fork, blobs, baseTree, tree, commit, pushed, pull, onFork, vain, since, ...rest } =
    journal
  if (!onFork) return rest
  // It stood on the copy's own branch, which is gone too.
  const { unchanged, ...unsure } = rest
  return { ...unsure, isParentUnsure: true }
}

/** The redirect from a name that was the person's own may lead to somebody else's repository. */
function isOwn(json: unknown, journal: Journal): boolean {
  const { permissions } = Object(json) as { permissions?: unknown }
  const name = repositoryName(json)
  return !!name && isOf(name, journal) && (Object(permissions) as { push?: unknown }).push === true
}

const isOf = (repository: RepositoryName, { login }: Journal): boolean =>
  namesOf(repository).owner.toLowerCase() === login.toLowerCase()

const isArchived = (json: unknown): boolean =>
  (Object(json) as { archived?: unknown }).archived === true

const archivedFork = (repository: RepositoryName): Trouble => ({
  kind: 'fork-archived',
  repository,
})

/** An answer to the wish for a fork may leave out whose copy it is. */
async function lookedUp(json: unknown, journal: Journal, write: Sending['write']) {
  const name = repositoryName(json)
  const reply = name && (await write('GET /repos/{owner}/{repo}', namesOf(name)))
  return reply?.kind === 'done' ? forkOf(reply.json, journal.repository) : undefined
}

/** What is no fork of the repository is not believed to be one: somebody's own repository may bear its name. */
export function forkOf(json: unknown, of: RepositoryName): Omit<Fork, 'ready'> | undefined {
  const { fork, parent, source, default_branch } = Object(json) as Record<string, unknown>
  const name = repositoryName(json)
  const isOurs = [parent, source].some((one) => repositoryName(one) === of)
  if (!name || fork !== true || !isOurs || typeof default_branch !== 'string') return undefined
  return { name, defaultBranch: default_branch }
}

function repositoryName(json: unknown): RepositoryName | undefined {
  const { full_name } = Object(json) as { full_name?: unknown }
  const [owner = '', name = ''] = typeof full_name === 'string' ? full_name.split('/') : []
  return parseRepositoryName(owner, name)
}

/** A repository's name as GitHub's routes take it. */
export function namesOf(repository: RepositoryName): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}
