import { expect, test } from 'vitest'
import { svgSize } from '../../src/model/svg-size.ts'

test('the view box says how large a drawing is, whatever its width says', () => {
  expect(svgSize('<svg id="x" width="100%" viewBox="-8 -8 317.2 70.5" style="">')).toEqual({
    width: 318,
    height: 71,
  })
  expect(svgSize('<svg viewBox="0,0,10,20"><svg viewBox="0 0 1 1"></svg></svg>')).toEqual({
    width: 10,
    height: 20,
  })
})

test('else its width and height', () => {
  expect(svgSize('<svg width="400" height="300px">')).toEqual({ width: 400, height: 300 })
})

test('what has no size, or none that a page could have room for, has none', () => {
  const none = [
    '',
    '<svg>',
    '<svg width="100%" height="100%">',
    '<svg viewBox="0 0 0 10">',
    '<svg viewBox="0 0 10">',
    '<svg viewBox="0 0 NaN 10">',
    '<svg viewBox="0 0 10 -10">',
    '<svg viewBox="0 0 1e9 10">',
    '<p><svg-like viewBox="a b c d">',
  ]
  for (const svg of none) expect(svgSize(svg), svg).toBeUndefined()
})
