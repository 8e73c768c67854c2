import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goesFirst, type Removable } from '../../src/model/making-room.ts'
import type { Sha } from '../../src/model/sha.ts'

const sha = (text: string) => text.repeat(40) as Sha

test('what was never open goes first, then what was open longest ago, and no more than is needed', () => {
  const stored = [
    { sha: sha('a'), bytes: 10, openedAt: 3 },
    { sha: sha('b'), bytes: 10, openedAt: 1 },
    { sha: sha('c'), bytes: 10 },
    { sha: sha('d'), bytes: 10, openedAt: 2 },
  ]
  const names = (bytes: number) => goesFirst(stored, bytes).map((one) => one.sha[0])
  expect(names(1)).toEqual(['c'])
  expect(names(20)).toEqual(['c', 'b'])
  expect(names(21)).toEqual(['c', 'b', 'd'])
  expect(names(1000)).toEqual(['c', 'b', 'd', 'a'])
})

test('nothing that stays was open before anything that goes, and one less would not be enough', () => {
  const blob: fc.Arbitrary<Removable> = fc.record(
    {
      sha: fc.constantFrom(sha('a'), sha('b')),
      bytes: fc.nat(100),
      openedAt: fc.integer({ min: 1 }),
    },
    { requiredKeys: ['sha', 'bytes'] },
  )
  const total = (some: readonly Removable[]) => some.reduce((sum, { bytes }) => sum + bytes, 0)
  fc.assert(
    fc.property(fc.array(blob), fc.integer({ min: 1, max: 500 }), (stored, bytes) => {
      const gone = goesFirst(stored, bytes)
      const stays = stored.filter((one) => !gone.includes(one))
      const last = Math.max(0, ...gone.map(({ openedAt }) => openedAt ?? 0))
      expect(stays.every(({ openedAt }) => (openedAt ?? 0) >= last)).toBe(true)
      expect(stays.length === 0 || total(gone) >= bytes).toBe(true)
      expect(total(gone.slice(0, -1))).toBeLessThan(bytes)
    }),
  )
})
