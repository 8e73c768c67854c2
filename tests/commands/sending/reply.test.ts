import { describe, expect, test } from 'vitest'
import { commonTrouble, isOver } from '../../../src/commands/sending/reply.ts'

const RESET = 1_800_000_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long a refusal makes one wait, in s, on a clock that is this much ahead of GitHub's, ten minutes before the reset. */
function waitFor(headers: Readonly<Record<string, string>>, ahead = 0): number | undefined {
  const now = (RESET - 600) * 1000 + ahead
  const message = 'API rate limit exceeded'
  const trouble = commonTrouble({ kind: 'refused', status: 403, message, headers }, now)
  return trouble?.kind === 'rate-limited' ? (trouble.until - now) / 1000 : undefined
}

describe('a limit is waited for', () => {
  const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(RESET) }

  test.each([
    ['until GitHub’s moment', spent, 0, 601],
    ['for an hour at most where the clock is a day slow', spent, -DAY, 3600],
    ['for a minute at least where it is a day fast', spent, DAY, 60],
    ['as long as GitHub says', { 'retry-after': '5' }, DAY, 5],
    ['for no days', { 'retry-after': '999999' }, 0, 3600],
    ['for a minute where GitHub does not say how long', {}, 0, 60],
    ['for a minute where GitHub says no moment', { 'x-ratelimit-remaining': '0' }, 0, 60],
  ])('%s', (_, headers, ahead, seconds) => {
    expect(waitFor(headers, ahead)).toBe(seconds)
  })
})

test('a wait is over in time, and where it is longer than any that is begun', () => {
  expect([-1, 0, 1, HOUR, DAY].map((left) => isOver(DAY + left, DAY))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ])
})
