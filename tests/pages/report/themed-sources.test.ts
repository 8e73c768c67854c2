import { expect, test } from 'vitest'
import { themedMedia } from '../../../src/pages/report/themed-sources.ts'

const DARK = '(prefers-color-scheme: dark)'
const LIGHT = '(Prefers-Color-Scheme:light)'
const YES = '(min-width:0)'
const NO = '(width<0)'

test.each([
  [DARK, 'dark', YES],
  [DARK, 'light', NO],
  [DARK, 'sepia', NO],
  [LIGHT, 'dark', NO],
  [LIGHT, 'light', YES],
  [LIGHT, 'sepia', YES],
  [`${DARK} and (min-width: 40em)`, 'dark', `${YES} and (min-width: 40em)`],
  [`not all and ${LIGHT}, ${DARK}`, 'dark', `not all and ${NO}, ${YES}`],
  ['(min-width: 40em)', 'dark', '(min-width: 40em)'],
])('%s in %s is %s', (media, theme, read) => {
  expect(themedMedia(media, theme)).toBe(read)
})

test.each([undefined, 'auto'])('where the theme is %s the system decides', (theme) => {
  expect(themedMedia(DARK, theme)).toBe(DARK)
})
