import { refuseArchived, refusePush } from './access.ts'
import { NOT_FOUND, type ApiAnswer, type ApiRequest, type Partly } from './answers.ts'
import type { Schemas, User } from './answers.ts'
import { patchPull, putMerge, putUpdateBranch } from './change-pull.ts'
import { answerCommit, answerGitCommit } from './commit-answers.ts'
import { answerComparison } from './compare.ts'
import { describeRepository } from './describe-repository.ts'
import { postFork } from './fork-answers.ts'
import {
  answerBlob,
  answerBranch,
  answerContents,
  answerRef,
  answerRefs,
  answerTree,
} from './git-answers.ts'
import type { Hub } from './hub.ts'
import { mergeUpstream } from './merge-upstream.ts'
import { openPull } from './open-pull.ts'
import { answerPull, answerPulls, answerTalk } from './pull-answers.ts'
import type { OpenRepository } from './repository.ts'
import { postBlob } from './write-blob.ts'
import { postCommit } from './write-commit.ts'
import { deleteRef, patchRef, postRef } from './write-refs.ts'
import { postTree } from './write-tree.ts'

/** Whether `/repos/OWNER/NAME/...` asks for what Git holds: a new fork has that last. */
export const asksGit = (rest: readonly string[]): boolean =>
  ['git', 'branches', 'commits', 'compare', 'contents', 'merge-upstream'].includes(rest[0] ?? '')

/** Answers a GET of `/repos/OWNER/NAME/...`; `rest` is what follows the name, decoded. */
export async function answerReading(
  repository: OpenRepository,
  rest: readonly string[],
  request: ApiRequest,
  hub: Hub,
): Promise<ApiAnswer> {
  const [noun = '', ...more] = rest
  const [kind = '', ...names] = more
  const name = names.join('/')
  const hidden = hub.forks.refuseHidden(
    repository,
    rest.map((part) => part.split(':')[0]),
  )
  if (hidden) return NOT_FOUND
  switch (noun) {
    case '':
      return { status: 200, json: await describeRepository(repository, hub.catalogue, request) }
    case 'commits':
      return answerCommits(repository, more, request, hub)
    case 'branches':
      return answerBranch(repository, more.join('/'), request)
    case 'compare':
      return answerComparison(repository, more.join('/'))
    case 'contents':
      return answerContents(repository, more.join('/'), request)
    case 'pulls':
      return kind === ''
        ? answerPulls(repository, request, hub)
        : answerPull(repository, more, request, hub)
    case 'issues':
      return name === 'comments' ? answerTalk(repository, kind, request, hub) : NOT_FOUND
    case 'git':
      break
    default:
      return NOT_FOUND
  }
  if (kind === 'trees') return answerTree(repository, name, request)
  if (kind === 'blobs') return answerBlob(repository, name, request)
  if (kind === 'commits') return answerGitCommit(repository, name, request)
  if (kind === 'ref') return answerRef(repository, name, request)
  if (kind === 'matching-refs') return answerRefs(repository, name, request)
  return NOT_FOUND
}

async function answerCommits(
  repository: OpenRepository,
  parts: readonly string[],
  request: ApiRequest,
  { checks }: Hub,
): Promise<ApiAnswer> {
  const about = parts.at(-1)
  if (parts.length < 2 || (about !== 'check-runs' && about !== 'status'))
    return answerCommit(repository, parts.join('/'), request)
  const sha = await repository.commitOf(parts.slice(0, -1).join('/'))
  if (!sha) return answerCommit(repository, parts.slice(0, -1).join('/'), request)
  return about === 'status'
    ? checks.answerStatus(repository, sha, request)
    : checks.answerRuns(repository, sha, request)
}

/** Answers a POST, PATCH, PUT or DELETE of `/repos/OWNER/NAME/...`. */
export async function answerWriting(
  repository: OpenRepository,
  rest: readonly string[],
  request: ApiRequest,
  hub: Hub,
): Promise<ApiAnswer> {
  const [noun = '', kind = '', ...names] = rest
  const below = names.join('/')
  const asked = `${request.method} ${noun}`
  if (asked === 'POST forks') return postFork(repository, request, hub.forks, hub.catalogue)
  if (noun === 'pulls') return writePull(repository, kind, below, request, hub)
  if (noun !== 'git' && noun !== 'merge-upstream') return NOT_FOUND
  const refused = refusePush(repository.served, request)
  if (refused) return refused
  if (asked === 'POST merge-upstream') return mergeUpstream(repository, request, hub)
  switch (`${request.method} ${kind}`) {
    case 'POST blobs':
      return postBlob(repository, request)
    case 'POST trees':
      return postTree(repository, request, hub.forks)
    case 'POST commits':
      return postCommit(repository, request, hub.forks, hub.clock)
    case 'POST refs':
      return postRef(repository, request, hub)
    case 'PATCH refs':
      return patchRef(repository, below, request, hub)
    case 'DELETE refs':
      return deleteRef(repository, below, hub)
    default:
      return NOT_FOUND
  }
}

async function writePull(
  repository: OpenRepository,
  number: string,
  below: string,
  request: ApiRequest,
  hub: Hub,
): Promise<ApiAnswer> {
  if (number === '')
    return request.method === 'POST' ? openPull(repository, request, hub) : NOT_FOUND
  const pull = hub.pulls.find(repository, Number(number))
  if (!pull) return NOT_FOUND
  const archived = refuseArchived(repository.served)
  if (archived) return archived
  const asked = `${request.method} ${below}`
  if (asked === 'PATCH ') return patchPull(pull, request, hub)
  if (asked === 'PUT merge') return putMerge(pull, request, hub)
  if (asked === 'PUT update-branch') return putUpdateBranch(pull, request, hub)
  return NOT_FOUND
}

export const describeUser = ({ login, id, name, email = null }: User): ApiAnswer => ({
  status: 200,
  json: { login, id, type: 'User', name, email } satisfies Partly<Schemas['private-user']>,
})
