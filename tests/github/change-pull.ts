import { mayPush, refusePush, refuseToken } from './access.ts'
import { NOT_FOUND, refusal, validationFailed, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Schemas, User } from './answers.ts'
import { baseShaOf } from './mergeability.ts'
import { isAncestor, mergeCommits } from './merging.ts'
import { describeWholePull, type PullReading } from './describe-pull.ts'
import type { Pull } from './pulls.ts'
import { userSignature } from './write-commit.ts'

/** `PATCH pulls/N`: title, body, state and base. */
export async function patchPull(
  pull: Pull,
  request: ApiRequest,
  reading: PullReading,
): Promise<ApiAnswer> {
  const { served } = pull.repository
  const refused = refuseToken(served, request, 'pull_requests')
  if (refused) return refused
  if (pull.user.login !== request.user?.login && !mayPush(served, request.user)) {
    return refusal(403, 'Must have admin rights to Repository.')
  }
  const { title, body, state, base } = request.body
  if (typeof base === 'string' && !(await pull.repository.branch(base)))
    return validationFailed({ resource: 'PullRequest', field: 'base', code: 'invalid' })
  if (state === 'open' && pull.state === 'closed') {
    const kept = await reopen(pull, reading)
    if (kept) return kept
  }
  if (state === 'closed' && pull.state === 'open') reading.pulls.close(pull, await baseShaOf(pull))
  reading.pulls.touch(pull, {
    ...(typeof title === 'string' && { title }),
    ...((typeof body === 'string' || body === null) && { body }),
    ...(typeof base === 'string' && { base }),
  })
  return { status: 200, json: await describeWholePull(pull, request, reading) }
}

const cannotOpen = (message: string): ApiAnswer =>
  validationFailed({ resource: 'PullRequest', field: 'state', code: 'invalid', message })

async function reopen(pull: Pull, { pulls }: PullReading): Promise<ApiAnswer | undefined> {
  const sha = await pull.head.repository.branch(pull.head.branch)
  if (pull.merged)
    return cannotOpen('state cannot be changed. The pull request cannot be reopened.')
  if (!sha)
    return cannotOpen(`state cannot be changed. The ${pull.head.branch} branch has been deleted.`)
  if (pulls.openOne(pull.head, pull.repository, pull.base))
    return cannotOpen('state cannot be changed. There is already an open pull request.')
  pulls.touch(pull, { state: 'open', closedAt: null, baseSha: undefined, headSha: sha })
  return undefined
}

export interface PullMerge {
  readonly by: User
  readonly method?: 'merge' | 'squash'
  readonly title?: string
}

/** Merges a pull request into its base and says the commit, or undefined where the two are at odds. */
export async function mergePull(
  pull: Pull,
  { by, method = 'merge', title }: PullMerge,
  { pulls }: PullReading,
): Promise<string | undefined> {
  const ours = await baseShaOf(pull)
  const label = `${pull.head.repository.served.name.split('/')[0]}/${pull.head.branch}`
  const ownTitle =
    method === 'squash'
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${label}\n\n${pull.title}`
  const sha = await mergeCommits(pull.repository, {
    ours,
    theirs: pull.headSha,
    message: title ?? ownTitle,
    who: userSignature(by, ''),
    squash: method === 'squash',
  })
  if (!sha) return undefined
  pull.repository.changed.set(`refs/heads/${pull.base}`, sha)
  pulls.merge(pull, by, sha, ours)
  pulls.headMoved(pull.repository, `refs/heads/${pull.base}`, sha)
  return sha
}

/** `PUT pulls/N/merge` */
export async function putMerge(
  pull: Pull,
  request: ApiRequest,
  reading: PullReading,
): Promise<ApiAnswer> {
  const refused = refusePush(pull.repository.served, request)
  if (refused || !request.user) return refused ?? NOT_FOUND
  const { sha, merge_method = 'merge', commit_title } = request.body
  if (pull.state === 'closed' || pull.draft) return refusal(405, 'Pull Request is not mergeable')
  if (typeof sha === 'string' && sha !== pull.headSha)
    return refusal(409, 'Head branch was modified. Review and try the merge again.')
  if (merge_method !== 'merge' && merge_method !== 'squash')
    return refusal(405, 'This merge method is not allowed on this repository.')
  const merged = await mergePull(
    pull,
    {
      by: request.user,
      method: merge_method,
      ...(typeof commit_title === 'string' && { title: commit_title }),
    },
    reading,
  )
  if (!merged) return refusal(405, 'Pull Request is not mergeable')
  const message = 'Pull Request successfully merged'
  return {
    status: 200,
    json: { sha: merged, merged: true, message } satisfies Schemas['pull-request-merge-result'],
  }
}

/** `PUT pulls/N/update-branch`: merges the base into the head. GitHub says 422 for all that stands against it. */
export async function putUpdateBranch(
  pull: Pull,
  request: ApiRequest,
  { pulls }: PullReading,
): Promise<ApiAnswer> {
  const { head } = pull
  const refused = refuseToken(pull.repository.served, request, 'pull_requests')
  if (refused) return refused
  const mayHelp = pull.maintainerCanModify && mayPush(pull.repository.served, request.user)
  if (!mayPush(head.repository.served, request.user) && !mayHelp)
    return refusal(403, 'Must have write access to the head repository.')
  const expected = request.body['expected_head_sha']
  if (typeof expected === 'string' && expected !== pull.headSha)
    return refusal(422, `expected head sha didn’t match current head ref.`)
  const base = await baseShaOf(pull)
  if (await isAncestor(pull.repository, base, pull.headSha))
    return refusal(422, 'There are no new commits on the base branch.')
  const sha = await mergeCommits(pull.repository, {
    ours: pull.headSha,
    theirs: base,
    message: `Merge branch '${pull.base}' into ${head.branch}`,
    who: userSignature(request.user, ''),
  })
  if (!sha) return refusal(422, 'merge conflict between base and head')
  head.repository.changed.set(`refs/heads/${head.branch}`, sha)
  pulls.headMoved(head.repository, `refs/heads/${head.branch}`, sha)
  const url = `${request.web}/${pull.repository.served.name}/pull/${pull.number}`
  return { status: 202, json: { message: 'Updating pull request branch.', url } }
}
