import type { By } from '../../github/ask.ts'
import { askAgain } from '../../github/ask-again.ts'
import type { Budget } from '../../github/budget.ts'
import {
  parseCheckRuns,
  parseCommitStatus,
  parsePull,
  parseRemarks,
} from '../../github/parse-pull.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Hosts } from '../../model/hosts.ts'
import { pullOf, type Journal } from '../../model/journal.ts'
import { isOpen, type PullFacts } from '../../model/pull-status.ts'
import type { StoredAnswer, StoredStatus } from '../../storage/records.ts'

export interface Asking {
  readonly hosts: Pick<Hosts, 'api'>
  readonly fetch: typeof globalThis.fetch
  readonly token?: string | undefined
  readonly login?: string | undefined
  readonly onBudget: (budget: Budget) => void
  readonly now: () => number
}

/** A question that GitHub is asked without a token costs one of sixty an hour, whatever the answer. */
const ANONYMOUS_REST = 10 * 60_000

/** Whether it is time to ask again without anybody having asked. What was accepted stays so. */
export function isDue(
  before: StoredStatus | undefined,
  { token, now }: Pick<Asking, 'token' | 'now'>,
): boolean {
  if (!before) return true
  if (before.pull.value.state === 'accepted') return false
  return token !== undefined || now() - before.checkedAt >= ANONYMOUS_REST
}

/**
 * What GitHub says now of the pull request that an edit became. What is unchanged costs nothing with a token; without
 * one, what was said and checked is asked for only where the pull request has changed or a person asks.
 */
export async function fetchStatus(
  asking: Asking,
  journal: Journal,
  before: StoredStatus | undefined,
  by: By,
): Promise<StoredStatus | Failure> {
  const number = pullOf(journal)?.number
  const root = `/repos/${journal.repository}`
  if (number === undefined) return fail({ kind: 'not-found', what: journal.branch })
  const pull = await answerTo(asking, `${root}/pulls/${number}`, before?.pull, parsePull)
  if (isFailure(pull)) return pull
  const status: StoredStatus = {
    remarks: {},
    checks: {},
    ...before,
    pull,
    checkedAt: asking.now(),
  }
  const isChanged = before?.pull.value.updatedAt !== pull.value.updatedAt
  if (!asking.token && !isChanged && by === 'page') return status
  const talk = ['/pulls/N/reviews', '/pulls/N/comments', '/issues/N/comments'].map(
    (path) => `${root}${path.replace('N', String(number))}?per_page=100`,
  )
  const remarks = await answersTo(asking, talk, status.remarks, parseRemarks)
  return { ...status, remarks, checks: await askChecks(asking, root, pull.value, status) }
}

async function askChecks(
  asking: Asking,
  root: string,
  pull: PullFacts,
  { checks }: StoredStatus,
): Promise<StoredStatus['checks']> {
  if (!isOpen(pull.state)) return checks
  const at = `${root}/commits/${pull.headSha}`
  return {
    ...(await answersTo(asking, [`${at}/check-runs?per_page=100`], checks, parseCheckRuns)),
    ...(await answersTo(asking, [`${at}/status`], checks, parseCommitStatus)),
  }
}

/** Of those that GitHub does not answer now, the last answer stands. */
async function answersTo<T>(
  asking: Asking,
  paths: readonly string[],
  before: Readonly<Record<string, StoredAnswer<T>>>,
  parse: (json: unknown) => T,
): Promise<Record<string, StoredAnswer<T>>> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      const got = await answerTo(asking, path, before[path], parse)
      const answer = isFailure(got) ? before[path] : got
      return answer ? ([[path, answer]] as const) : []
    }),
  )
  return Object.fromEntries(answers.flat())
}

async function answerTo<T>(
  { hosts, fetch, token, login, onBudget }: Asking,
  path: string,
  before: StoredAnswer<T> | undefined,
  parse: (json: unknown) => T | undefined,
): Promise<StoredAnswer<T> | Failure> {
  const isOurs = before?.etag !== undefined && before.login === login
  const got = await askAgain(
    fetch,
    hosts.api + path,
    { byte: () => undefined, budget: onBudget },
    { token, etag: isOurs ? before.etag : undefined },
  )
  if (isFailure(got)) return got
  if (got.kind === 'same' && before) return before
  const value = got.kind === 'new' ? parse(got.json) : undefined
  if (value === undefined) {
    return fail({
      kind: 'malformed',
      what: `GitHub’s answer to ${path}`,
      problem: 'it says nothing of it',
    })
  }
  return {
    value,
    ...(got.kind === 'new' && got.etag ? { etag: got.etag } : {}),
    ...(login ? { login } : {}),
  }
}
