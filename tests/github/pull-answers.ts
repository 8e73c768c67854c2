import { NOTHING, NOT_FOUND, type ApiAnswer, type ApiRequest } from './answers.ts'
import { describeCommit } from './commit-answers.ts'
import { readCommits } from './commit-object.ts'
import { describePull, describeWholePull, labelOf, type PullReading } from './describe-pull.ts'
import { describeComment, describeLineComment, describeReview } from './describe-talk.ts'
import { baseShaOf } from './mergeability.ts'
import { answerPage } from './paging.ts'
import { filesOf } from './pull-diff.ts'
import type { OpenRepository } from './repository.ts'

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
