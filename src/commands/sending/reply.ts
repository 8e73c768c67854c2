import type { Reply } from '../../github/writer.ts'
import type { Trouble } from '../../model/journal.ts'

/** How long GitHub's own trouble is waited out before the next try, in ms. */
const PAUSE = 60_000
/** GitHub's limits are counted by the hour: whoever has to wait longer has a clock that is wrong. */
const HOUR = 60 * PAUSE

/** Whether a wait is over; also one that was begun while the clock was ahead. */
export const isOver = (until: number, now: number): boolean =>
  until <= now || until > now + HOUR + PAUSE

/** GitHub answers with an error of its own, or with what it never says. */
export const hostTrouble = (now: number): Trouble => ({ kind: 'host-trouble', until: now + PAUSE })

/**
 * The trouble behind a refusal that any step may meet: limits, tokens, single sign-on, GitHub's own errors. Undefined
 * where the refusal is the step's own business. Facts: docs.github.com/rest, "Troubleshooting" and "Rate limits".
 */
export function commonTrouble(
  reply: Exclude<Reply, { kind: 'done' }>,
  now: number,
): Trouble | undefined {
  if (reply.kind === 'lost') return { kind: 'offline', until: now + PAUSE / 2 }
  const { status, message, headers } = reply
  if (status === 401) return { kind: 'sign-in' }
  if (status >= 500) return hostTrouble(now)
  if (status !== 403 && status !== 429) return undefined
  const link = /url=(https?:[^;\s]+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1]
  if (link) return { kind: 'sso', link }
  const until = limitedUntil(headers, message, status, now)
  if (until !== undefined) return { kind: 'rate-limited', until }
  return { kind: 'refused', reason: isToken(message) ? 'token' : 'other', said: message }
}

/** The same of a question that GitHub refuses for no reason of its own: any other refusal is trouble at GitHub. */
export const troubleIn = (reply: Exclude<Reply, { kind: 'done' }>, now: number): Trouble =>
  commonTrouble(reply, now) ?? hostTrouble(now)

function limitedUntil(
  headers: Readonly<Record<string, string | number | undefined>>,
  message: string,
  status: number,
  now: number,
): number | undefined {
  const after = Number(headers['retry-after'])
  if (after > 0) return now + Math.min(after * 1000, HOUR)
  if (String(headers['x-ratelimit-remaining']) === '0') {
    // A moment of GitHub's clock, which a page cannot read, on a clock that may be a day off. A second more: they differ.
    const wait = Number(headers['x-ratelimit-reset']) * 1000 + 1000 - now
    return now + Math.min(Math.max(wait || 0, PAUSE), HOUR)
  }
  return status === 429 || /secondary rate|rate limit/i.test(message) ? now + PAUSE : undefined
}

/** A token that cannot do this: fine-grained ones reach no repository that one is no member of. */
const isToken = (message: string): boolean =>
  /not accessible by|personal access token|must have .* scope|OAuth App/i.test(message)

/** What GitHub said when it refused. */
export const saidBy = (reply: Reply): string => (reply.kind === 'refused' ? reply.message : '')
