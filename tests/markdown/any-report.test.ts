// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { ALLOWED, faultsOf } from '../hostile/faults.ts'
import { HOSTILE_HTML } from '../hostile/html.ts'
import { show } from './show.ts'

const URL = 'https://github.com/owner/name'

const piece = fc.oneof(
  fc.constantFrom(...HOSTILE_HTML),
  // Cut anywhere: what is never closed is where sanitizers err.
  fc
    .tuple(fc.constantFrom(...HOSTILE_HTML), fc.nat(60), fc.nat(60))
    .map(([html, from, length]) => html.slice(from, from + length)),
  fc.constantFrom(
    '\n',
    '\n\n',
    '> ',
    '- ',
    '| ',
    '`',
    '```\n',
    '<',
    '">',
    "'",
    '&lt;',
    '](',
    '[',
    '![',
  ),
  fc.string({ maxLength: 8 }),
)

test('whatever stands in a report, nothing that could run or spoof comes of it', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      expect(faultsOf(show(parseReport(text, RULES, URL)), ALLOWED), text).toEqual([])
    }),
    { numRuns: 400 },
  )
})

const word = fc.string({
  unit: fc.constantFrom(...'abcxyzäöñ漢字あ😀'),
  minLength: 1,
  maxLength: 9,
})
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', ', ', '. ')

test('words come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 40 }), (parts) => {
      const text = parts.flat().join('')
      const page = show(parseReport(text, RULES, URL))
      // The end of a line is a gap as well.
      for (const end of page.querySelectorAll('br')) end.after('\n')
      const words = (of: string) => of.split(/\s+/).filter(Boolean)
      expect(words(page.textContent)).toEqual(words(text))
    }),
    { numRuns: 300 },
  )
})
