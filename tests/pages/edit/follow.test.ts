import { expect, test } from 'vitest'
import { scrollFor } from '../../../src/pages/edit/follow.ts'

const marks = [
  { at: 10, top: 0 },
  { at: 20, top: 100 },
  { at: 40, top: 600 },
]
const end = { at: 50, top: 700 }

test.each([
  [0, 0],
  [10, 0],
  [15, 50],
  [20, 100],
  [30, 350],
  [45, 650],
  [50, 700],
  [99, 700],
])('character %i of the source stands at pixel %i', (at, top) => {
  expect(scrollFor(at, marks, end)).toBe(top)
})

test('a preview that is empty stays at its top', () => {
  expect(scrollFor(30, [], { at: 50, top: 0 })).toBe(0)
})
