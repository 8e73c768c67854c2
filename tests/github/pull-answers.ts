import { ownerOf } from './access.ts'
import { NOTHING, NOT_FOUND } from './answers.ts'
import type { ApiAnswer, ApiRequest, Partly, Schemas } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import type { Checks } from './checks.ts'
import { describeCommit } from './commit-answers.ts'
import { readCommits } from './commit-object.ts'
import { describeRepository } from './describe-repository.ts'
import { baseShaOf, type Mergeability } from './mergeability.ts'
import { answerPage } from './paging.ts'
import { filesOf } from './pull-diff.ts'
import type { LineComment, Pull, Pulls, Review, Said } from './pulls.ts'
import type { OpenRepository } from './repository.ts'

export interface PullReading {
  readonly pulls: Pulls
  readonly catalogue: Catalogue
  readonly checks: Checks
  readonly mergeability: Mergeability
}

const describeUser = (user: { readonly login: string; readonly id: number }) => ({
  login: user.login,
  id: user.id,
  type: 'User',
})

const labelOf = ({ head }: Pull): string => `${ownerOf(head.repository.served)}:${head.branch}`

/** As the list of pull requests tells of each. */
async function describePull(pull: Pull, request: ApiRequest, catalogue: Catalogue) {
  const { repository, number } = pull
  const url = `${request.api}/repos/${repository.served.name}/pulls/${number}`
  return {
    id: pull.id,
    number,
    url,
    html_url: `${request.web}/${repository.served.name}/pull/${number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    user: describeUser(pull.user),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    head: {
      label: labelOf(pull),
      ref: pull.head.branch,
      sha: pull.headSha,
      user: { login: ownerOf(pull.head.repository.served) },
      // It may have been deleted.
      repo: catalogue.has(pull.head.repository)
        ? await describeRepository(pull.head.repository, catalogue, request)
        : null,
    },
    base: {
      label: `${ownerOf(repository.served)}:${pull.base}`,
      ref: pull.base,
      sha: await baseShaOf(pull),
      user: { login: ownerOf(repository.served) },
      repo: await describeRepository(repository, catalogue, request),
    },
  } satisfies Partly<Omit<Schemas['pull-request'], 'head' | 'base'>> & {
    head: Partly<Omit<Schemas['pull-request']['head'], 'repo'>> & { repo: unknown }
    base: Partly<Omit<Schemas['pull-request']['base'], 'repo'>> & { repo: unknown }
  }
}

/** As GitHub tells of one alone. */
export async function describeWholePull(
  pull: Pull,
  request: ApiRequest,
  { catalogue, checks, mergeability }: PullReading,
) {
  // Only to be asked for it makes GitHub compute it.
  const known = request.method === 'GET' ? await mergeability.ask(pull) : undefined
  const { commits, additions, deletions, changedFiles } = await mergeability.compare(pull)
  return {
    ...(await describePull(pull, request, catalogue)),
    maintainer_can_modify: pull.maintainerCanModify,
    merged: pull.merged !== undefined,
    merged_by: pull.merged ? describeUser(pull.merged.by) : null,
    mergeable: known?.mergeable ?? null,
    mergeable_state: mergeableState(pull, known, checks),
    comments: pull.comments.length,
    review_comments: pull.lineComments.length,
    commits,
    additions,
    deletions,
    changed_files: changedFiles,
  } satisfies Partly<Omit<Schemas['pull-request'], 'head' | 'base'>> & {
    head: unknown
    base: unknown
  }
}

function mergeableState(
  pull: Pull,
  known: { readonly mergeable: boolean; readonly isBehind: boolean } | undefined,
  checks: Checks,
): string {
  if (!known) return 'unknown'
  if (!known.mergeable) return 'dirty'
  if (pull.draft) return 'draft'
  if (known.isBehind && pull.repository.served.requiresUpToDate) return 'behind'
  return checks.hasFailed(pull.headSha) ? 'unstable' : 'clean'
}

/** `GET pulls`, newest first, with `head=me:branch`, `state` and `base`. */
export async function answerPulls(
  repository: OpenRepository,
  request: ApiRequest,
  { pulls, catalogue }: PullReading,
): Promise<ApiAnswer> {
  const { query } = request
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  const found = pulls
    .of(repository)
    .filter((pull) => state === 'all' || pull.state === state)
    // GitHub passes over a head that names no owner, and gives all.
    .filter((pull) => !head?.includes(':') || labelOf(pull).toLowerCase() === head.toLowerCase())
    .filter((pull) => base === null || pull.base === base)
  const sorted = query.get('direction') === 'asc' ? found : [...found].reverse()
  const described = await Promise.all(sorted.map((pull) => describePull(pull, request, catalogue)))
  return answerPage(described, `/repos/${repository.served.name}/pulls`, request)
}

/** `GET pulls/N` and what lies below it. */
export async function answerPull(
  repository: OpenRepository,
  [number = '', noun = '', ...more]: readonly string[],
  request: ApiRequest,
  reading: PullReading,
): Promise<ApiAnswer> {
  const pull = reading.pulls.find(repository, Number(number))
  if (!pull || more.length) return NOT_FOUND
  const page = (all: readonly unknown[]) =>
    answerPage(all, `/repos/${repository.served.name}/pulls/${number}/${noun}`, request)
  switch (noun) {
    case '':
      return { status: 200, json: await describeWholePull(pull, request, reading) }
    case 'files':
      return page(await filesOf(pull))
    case 'commits': {
      const range = `${await baseShaOf(pull)}..${pull.headSha}`
      const commits = await readCommits(repository, '--reverse', range)
      return page(commits.map((commit) => describeCommit(repository, commit, request.api)))
    }
    case 'reviews':
      return page(pull.reviews.map((one) => describeReview(one, pull, request)))
    case 'comments':
      return page(pull.lineComments.map((one) => describeLineComment(one, pull, request)))
    case 'merge':
      return pull.merged ? NOTHING : NOT_FOUND
    default:
      return NOT_FOUND
  }
}

/** `GET issues/N/comments`: the talk below a pull request. */
export function answerTalk(
  repository: OpenRepository,
  number: string,
  request: ApiRequest,
  { pulls }: PullReading,
): ApiAnswer {
  const pull = pulls.find(repository, Number(number))
  if (!pull) return NOT_FOUND
  const all = pull.comments.map((one) => describeComment(one, pull, request))
  return answerPage(all, `/repos/${repository.served.name}/issues/${number}/comments`, request)
}

const pageOf = (pull: Pull, { web }: ApiRequest, fragment: string): string =>
  `${web}/${pull.repository.served.name}/pull/${pull.number}#${fragment}`

const describeComment = ({ id, user, body, at }: Said, pull: Pull, request: ApiRequest) =>
  ({
    id,
    user: describeUser(user),
    body,
    html_url: pageOf(pull, request, `issuecomment-${id}`),
    created_at: at,
    updated_at: at,
  }) satisfies Partly<Schemas['issue-comment']>

const describeReview = (
  { id, user, body, at, state, commit }: Review,
  pull: Pull,
  request: ApiRequest,
) =>
  ({
    id,
    user: describeUser(user),
    body,
    state,
    commit_id: commit,
    submitted_at: at,
    html_url: pageOf(pull, request, `pullrequestreview-${id}`),
  }) satisfies Partly<Schemas['pull-request-review']>

const describeLineComment = (
  { id, user, body, at, path, line, commit }: LineComment,
  pull: Pull,
  request: ApiRequest,
) =>
  ({
    id,
    user: describeUser(user),
    body,
    path,
    line,
    commit_id: commit,
    original_commit_id: commit,
    created_at: at,
    updated_at: at,
    html_url: pageOf(pull, request, `discussion_r${id}`),
  }) satisfies Partly<Schemas['pull-request-review-comment']>
