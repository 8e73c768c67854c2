import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  intervalFor,
  planRefresh,
  type Refreshable,
} from '../../../src/commands/library/plan-refresh.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = 1_000 * HOUR
const budget = (remaining: number, reset = NOW + HOUR) => ({ remaining, limit: 60, reset })
const one = (key: string, minutesAgo: number, isOnScreen = false): Refreshable => ({
  key,
  askedAt: NOW - minutesAgo * MINUTE,
  isOnScreen,
})
const plan = (all: Refreshable[], remaining = 60, allAtOnce = false) =>
  planRefresh(all, { budget: budget(remaining), allAtOnce }, NOW)

test('what is on the screen comes first, then the oldest answer, one at a time', () => {
  const all = [one('old', 300), one('older', 500), one('shown', 60, true)]
  expect(plan(all).ask).toEqual(['shown'])
  expect(plan(all.slice(0, 2)).ask).toEqual(['older'])
})

test('ten minutes are the least, and it is said when they are over', () => {
  expect(plan([one('a', 9)])).toEqual({ ask: [], at: NOW + MINUTE })
  expect(plan([one('a', 10)]).ask).toEqual(['a'])
})

test('who is signed in asks about all that is due at once, however many there are', () => {
  const all = Array.from({ length: 100 }, (_, at) => one(`${at}`, at < 50 ? 11 : 9))
  expect(plan(all, 5_000, true).ask).toHaveLength(50)
})

test('the interval grows with the number of sources', () => {
  expect(intervalFor(1)).toBe(10 * MINUTE)
  expect(intervalFor(15)).toBe(HOUR)
  const many = Array.from({ length: 15 }, (_, at) => one(`${at}`, 30))
  expect(plan(many).ask).toEqual([])
  expect(plan([...many, one('shown', 30, true)]).ask).toEqual(['shown'])
})

test('few requests are left: it waits for the next hour, and for what is on the screen a little less early', () => {
  expect(plan([one('a', 300, true)], 21)).toEqual({ ask: [], at: NOW + HOUR })
  expect(plan([one('a', 300, true)], 22).ask).toEqual(['a'])
  expect(plan([one('a', 300)], 41).ask).toEqual([])
  expect(plan([one('a', 300)], 42).ask).toEqual(['a'])
})

test('nothing to ask about is never asked about', () => {
  expect(plan([])).toEqual({ ask: [], at: Infinity })
})

const sources = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 4 }),
    askedAt: fc.integer({ min: NOW - 5 * HOUR, max: NOW }),
    isOnScreen: fc.boolean(),
  }),
  { selector: ({ key }) => key, minLength: 1, maxLength: 60 },
)

test('through a whole day, twenty requests are always left, no source is asked about twice in ten minutes, and each has its turn', () => {
  fc.assert(
    fc.property(sources, fc.array(fc.boolean(), { minLength: 1 }), (all, changes) => {
      const askedAt = new Map(all.map((source) => [source.key, source.askedAt]))
      const asked = new Set<string>()
      let left = budget(60, NOW)
      let turns = 0
      for (let now = NOW; now < NOW + 24 * HOUR;) {
        if (now >= left.reset) left = budget(60, now + HOUR)
        const { ask, at } = planRefresh(
          all.map((source) => ({ ...source, askedAt: askedAt.get(source.key) ?? 0 })),
          { budget: left, allAtOnce: false },
          now,
        )
        if (!ask.length) {
          expect(at).toBeGreaterThan(now)
          now = at
          continue
        }
        for (const key of ask) {
          expect(now - (askedAt.get(key) ?? 0)).toBeGreaterThanOrEqual(10 * MINUTE)
          askedAt.set(key, now)
          asked.add(key)
          // A head, and where that has changed its tree.
          const cost = changes[turns++ % changes.length] ? 2 : 1
          left = { ...left, remaining: left.remaining - cost }
          expect(left.remaining).toBeGreaterThanOrEqual(20)
        }
      }
      expect(asked.size).toBe(all.length)
    }),
    { numRuns: 60 },
  )
})
