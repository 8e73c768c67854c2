import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedRange } from '../../../src/pages/edit/changed-range.ts'

test('what is replaced makes one text of the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = changedRange(before, after)
      if (!change) return before === after
      return before.slice(0, change.from) + change.insert + before.slice(change.to) === after
    }),
  )
})

test('what is the same at both ends is left alone', () => {
  expect(changedRange('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' })
})
