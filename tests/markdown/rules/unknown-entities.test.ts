// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { OLD_NAMES } from '../../../src/markdown/rules/unknown-entities.ts'
import { expectWanted, wordsOf } from './shown.ts'

afterEach(() => vi.unstubAllGlobals())

test.each(['&notreal;', '&copyx; and &ltb;', '*&notreal;*', '# &notit;', '&not_it;'])(
  '%s is no entity',
  (text) => {
    expectWanted(text)
    expect(wordsOf(text)).toBe(text.replace(/[*#] ?/g, ''))
  },
)

test('an entity is its character', () => {
  expect(wordsOf('&notin; &hearts; &LT; &AMP; &semi; &not; &copy;')).toBe('∉ ♥ < & ; ¬ ©')
})

test('a worker, which has no document, reads them as the page does', () => {
  const text = '&notreal; &notin; &copy; *&copyx;*'
  const read = () => parseReport(text, RULES).tokens
  const onThePage = read()
  vi.stubGlobal('document', undefined)
  expect(JSON.stringify(read())).toContain('&amp;notreal;')
  expect(read()).toEqual(onThePage)
})

test('every name that begins as an old one is read as HTML knows it', () => {
  const page = document.createElement('p')
  const read = (html: string) => {
    page.innerHTML = html
    return page.textContent
  }
  expect(new Set(OLD_NAMES.filter((name) => read(`&${name}`) !== `&${name}`)).size).toBe(106)
  const lines = OLD_NAMES.flatMap((old) => ENDS.map((end) => `x&${old}${end};x`))
  const meant = lines.map((line) => (read(line).endsWith(';x') ? line : read(line)))
  expect(wordsOf(lines.join('\n')).split('\n')).toEqual(meant)
})

/** With these some of the old names become others. */
const ENDS =
  '|b|bar|cc|cir|d|dot|erdot|hree|imes|in|inE|indot|inva|invb|invc|lPar|larr|llel|ni|niva|nivb|nivc|ontimes|quest|rPar|rapprox|rarr|rdot|reqless|reqqless|ri|rie|rif|rless|rsim|sr|x|it|0'.split(
    '|',
  )
