// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { expectWanted, wordsOf } from './shown.ts'

test.each(['&notreal;', '&copyx; and &ltb;', '*&notreal;*', '# &notit;'])(
  '%s is no entity',
  (text) => {
    expectWanted(text)
    expect(wordsOf(text)).toBe(text.replace(/[*#] ?/g, ''))
  },
)

test('an entity is its character', () => {
  expect(wordsOf('&notin; &hearts; &LT; &AMP; &semi; &not; &copy;')).toBe('∉ ♥ < & ; ¬ ©')
})
