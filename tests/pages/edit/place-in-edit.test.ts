import { expect, test } from 'vitest'
import { formatPlaceInEdit, parsePlaceInEdit } from '../../../src/pages/edit/place-in-edit.ts'

test.each([
  ['', { file: 0 }],
  ['#file=2', { file: 2 }],
  ['#at=120-140', { file: 0, at: { from: 120, to: 140 } }],
  ['#file=1&at=0-7', { file: 1, at: { from: 0, to: 7 } }],
])('“%s” is read as it is written', (hash, place) => {
  expect(formatPlaceInEdit(place)).toBe(hash)
  expect(parsePlaceInEdit(hash)).toEqual(place)
})

test('another fragment names the beginning', () => {
  for (const hash of ['#wireguard', '#file=x', '#file=-1', '#at=5', '#profile=3']) {
    expect(parsePlaceInEdit(hash), hash).toEqual({ file: 0 })
  }
})
