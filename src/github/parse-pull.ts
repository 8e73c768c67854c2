import type { Checks, CheckState, PullFacts, PullState, Remark } from '../model/pull-status.ts'
import { isSha } from '../model/sha.ts'

/* What GitHub's answers about a pull request mean; what is not as expected is absent. */

type Json = Readonly<Record<string, unknown>>

const record = (value: unknown): Json => Object(value) as Json
const records = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(record) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function parsePull(json: unknown): PullFacts | undefined {
  const { title, body, html_url, base, head, updated_at, mergeable, mergeable_state } = record(json)
  const headSha = record(head)['sha']
  if (typeof title !== 'string' || typeof html_url !== 'string' || !isSha(headSha)) return undefined
  return {
    state: parsePullState(json),
    title,
    body: text(body),
    url: html_url,
    base: text(record(base)['ref']),
    headSha,
    updatedAt: text(updated_at),
    ...(typeof mergeable === 'boolean' ? { mergeable } : {}),
    isBehind: mergeable_state === 'behind',
  }
}

export function parsePullState(json: unknown): PullState {
  const { state, draft, merged_at } = record(json)
  if (typeof merged_at === 'string') return 'accepted'
  if (state === 'closed') return 'closed'
  return draft === true ? 'draft' : 'open'
}

/** Of check runs, as apps make them. */
export function parseCheckRuns(json: unknown): Checks {
  return countChecks(
    records(record(json)['check_runs']).map(({ status, conclusion }) => {
      if (status !== 'completed') return 'running'
      return ['success', 'neutral', 'skipped'].includes(text(conclusion)) ? 'passing' : 'failing'
    }),
  )
}

/** Of statuses, the older kind. GitHub calls a commit `pending` that nobody spoke of: the single ones count. */
export function parseCommitStatus(json: unknown): Checks {
  return countChecks(
    records(record(json)['statuses']).map(({ state }) =>
      state === 'pending' ? 'running' : state === 'success' ? 'passing' : 'failing',
    ),
  )
}

function countChecks(states: readonly CheckState[]): Checks {
  const count = (wanted: CheckState) => states.filter((one) => one === wanted).length
  return { passing: count('passing'), failing: count('failing'), running: count('running') }
}

const VERDICTS: Readonly<Record<string, Remark['verdict']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
}

/** Reviews, comments on lines and comments below alike. */
export function parseRemarks(json: unknown): readonly Remark[] {
  return records(json).flatMap(
    ({ user, body, html_url, created_at, submitted_at, state }): Remark[] => {
      const by = record(user)['login']
      const verdict = VERDICTS[text(state)]
      // A review that is no more than the comments on lines in it is said by these.
      if (typeof by !== 'string' || (!text(body).trim() && !verdict)) return []
      const at = text(submitted_at) || text(created_at)
      return [{ by, text: text(body), url: text(html_url), at, ...(verdict ? { verdict } : {}) }]
    },
  )
}
