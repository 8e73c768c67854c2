/** What is left of an hour's requests, as GitHub's answers say it. */
export interface Budget {
  readonly remaining: number
  readonly limit: number
  /** When the hour begins anew, in ms since the epoch. */
  readonly reset: number
}

/** Below this, only what a person asked for is sent. */
export const RESERVE = 20

/** The budget from the headers that GitHub exposes to pages, or undefined where they are not there. */
export function budgetFrom(headers: Headers): Budget | undefined {
  const [remaining, limit, reset] = ['remaining', 'limit', 'reset'].map((name) =>
    headers.get(`x-ratelimit-${name}`),
  )
  if (!remaining || !limit || !reset) return undefined
  const budget = { remaining: Number(remaining), limit: Number(limit), reset: Number(reset) * 1000 }
  return Object.values(budget).every(Number.isFinite) ? budget : undefined
}

/** Whether `now` is a time to wait: until when, or undefined where one may ask. */
export function waitUntil(
  budget: Budget | undefined,
  by: 'person' | 'page',
  now: number,
): number | undefined {
  if (!budget || now >= budget.reset) return undefined
  const kept = by === 'person' ? 1 : RESERVE
  return budget.remaining < kept ? budget.reset : undefined
}
