// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { expectWanted, shown, wordsOf } from './shown.ts'

const windows1252 = new TextDecoder('windows-1252')
const garble = (text: string) => windows1252.decode(new TextEncoder().encode(text))

test.each([
  'the project’s “scope” – and more…',
  'Käse, Ähre, Öl, Übung, weiß',
  'déjà vu, garçon, où',
  'a\u00a0b © ° ½',
  'Привет, мир',
  '日本語 日',
  '30 € ™ → ✓ 😀',
  'łódź, źle, że, miś, ją',
  'Příliš žluťoučký kůň úpěl, ě',
  'ağaç, ışık, İzmir',
  '«bonjour»',
  'Ą, Ę: „ÓW”',
])('%s', (text) => {
  expect(garble(text)).not.toBe(text)
  expect(wordsOf(`x ${garble(text)}`)).toBe(`x ${text}`)
  expectWanted(garble(text))
})

test.each([
  '„Spaß“ und „Fuß“…',
  '« un été\u00a0» et voilà\u00a0» là',
  'MAÇÃ” É”',
  'naïve café Ærø Âge',
  'â€ lost its end',
  'Ã',
  // A single Han character might be a letter with its marks.
  garble('日'),
  'ein Å² und 1,5 Å±0,2, „Ä“ «Å»',
])('what its author may have meant stays: %s', (text) => {
  expect(wordsOf(text)).toBe(text)
  expect(parseReport(text, RULES).notices).toEqual([])
})

test.each([
  ['â€œQuotedâ€, she said: â€œyesâ€', '“Quoted”, she said: “yes”'],
  ['â€œQuotedâ€\ufffd', '“Quoted”'],
  ['â€œâ€', '“”'],
])('a quotation mark that lost its last byte is one: %s', (text, meant) => {
  expect(wordsOf(text)).toBe(meant)
})

test('where other letters are whole, the reader is told that some may be left', () => {
  const { notices } = parseReport('Ã‰tÃ© — “MÃ”', RULES)
  expect(wordsOf('Ã‰tÃ© — “MÃ”')).toBe('Été — “MÃ”')
  expect(notices).toEqual([expect.stringContaining('those that it is certain of')])
})

test('any good text stays', () => {
  const letters = fc.constantFrom(...'aäéèßâÃ ’”“»«…€™–.')
  fc.assert(
    fc.property(fc.array(letters), (chars) => {
      const text = chars.join('')
      const [token] = parseReport(`x ${text}`, RULES).tokens
      const read = token?.tokens?.map((one) => one.text ?? '').join('') ?? ''
      // It may only become another text where that, garbled, is what stood there.
      expect(read === `x ${text}`.trimEnd() || garble(read).length >= text.length).toBe(true)
    }),
  )
})

test('the reader is told once, and the text is as it was', () => {
  const text = `# itâ€™s\n\nitâ€™s | [itâ€™s](https://example.org/Ã¼) ![itâ€™s](x.png)\n\n<p>itâ€™s</p>\n\n| itâ€™s |\n|---|\n| itâ€™s |\n\n- itâ€™s & &amp;\n`
  const parsed = parseReport(text, RULES)
  expect(parsed.notices).toHaveLength(1)
  expect(parsed.body).toBe(text)
  const page = shown(text)
  expect(page.textContent).not.toContain('â')
  expect(page.querySelector('img')?.alt).toBe('it’s')
  expect(page.querySelector('li')?.textContent).toBe('it’s & &')
  expect(page.querySelector('a[href^=https]')?.getAttribute('href')).toBe(
    'https://example.org/%C3%83%C2%BC',
  )
})

test('code stays: it may be about such text', () => {
  const text = '`itâ€™s`\n\n```\nitâ€™s\n```\n'
  expect(wordsOf(text)).toBe('itâ€™s\nitâ€™s')
  expect(parseReport(text, RULES).notices).toEqual([])
})
