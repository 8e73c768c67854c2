import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shorten } from '../../src/merging/shorten.ts'

const list = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { maxLength: 14 })

test('shortened lists, made long again, are what they were', () => {
  fc.assert(
    fc.property(list, list, list, (base, mine, theirs) => {
      const short = shorten(base, mine, theirs)
      expect(short.lengthen(short.base)).toEqual(base)
      expect(short.lengthen(short.mine)).toEqual(mine)
      expect(short.lengthen(short.theirs)).toEqual(theirs)
    }),
    { numRuns: 2000 },
  )
})

test('what nobody touched is one entry, the same in all three', () => {
  const base = ['a', 'b', 'c', 'd', 'e']
  const { lengthen, ...short } = shorten(base, ['A', ...base.slice(1)], [...base, 'f'])
  expect(short).toEqual({ base: ['a', '\n0'], mine: ['A', '\n0'], theirs: ['a', '\n0', 'f'] })
  expect(lengthen(short.theirs)).toEqual([...base, 'f'])
})
