import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bookmarksOf,
  isMarked,
  mergeReadings,
  progressOf,
  type Reading,
} from '../../src/model/reading.ts'
import type { RepositoryName } from '../../src/model/repository.ts'

const PLACE = { repository: 'pequod/log' as RepositoryName, ref: 'HEAD', path: 'log.md' }
const noted = <T>(value: fc.Arbitrary<T>) => fc.record({ at: fc.nat(5), value })
const readings: fc.Arbitrary<Reading> = fc.record(
  {
    place: fc.constant(PLACE),
    opened: noted(fc.record({ title: fc.constantFrom('A', 'B') })),
    read: noted(fc.boolean()),
    left: noted(fc.option(fc.record({ words: fc.constantFrom('a', 'b') }))),
    bookmarks: fc.dictionary(
      fc.constantFrom('', 'constructor', 'toString', 'gam'),
      noted(fc.option(fc.constantFrom('A', 'B'))),
    ),
  },
  { requiredKeys: ['place', 'opened', 'bookmarks'] },
)

test('readings of two tabs or browsers agree in whichever order they are merged, and as often', () => {
  fc.assert(
    fc.property(readings, readings, readings, (a, b, c) => {
      expect(mergeReadings(a, b)).toEqual(mergeReadings(b, a))
      expect(mergeReadings(mergeReadings(a, b), c)).toEqual(mergeReadings(a, mergeReadings(b, c)))
      expect(mergeReadings(mergeReadings(a, b), b)).toEqual(mergeReadings(a, b))
    }),
  )
})

test('of each thing the later counts, also where it undoes', () => {
  const one: Reading = {
    place: PLACE,
    opened: { at: 1, value: { title: 'Log' } },
    read: { at: 3, value: true },
    left: { at: 3, value: null },
    bookmarks: { '': { at: 1, value: 'Log' }, gam: { at: 2, value: 'A gam' } },
  }
  const other: Reading = {
    ...one,
    read: { at: 4, value: false },
    left: { at: 2, value: { words: 'we met' } },
    bookmarks: { '': { at: 5, value: null } },
  }
  const both = mergeReadings(one, other)
  expect(progressOf(one)).toBe('read')
  expect(progressOf(both)).toBe('unread')
  expect(progressOf(mergeReadings(both, { ...one, left: { at: 9, value: { words: 'x' } } }))).toBe(
    'begun',
  )
  expect(isMarked(both, '')).toBe(false)
  expect(isMarked(both, 'gam')).toBe(true)
  expect(isMarked(both, 'constructor')).toBe(false)
  expect(bookmarksOf([both]).map(({ words }) => words)).toEqual(['A gam'])
})
