import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepEndings, plainText } from '../../src/merging/keep-endings.ts'

test.each([
  ['a changed line keeps CRLF', 'a\r\nb\r\n', 'a\nB\n', 'a\r\nB\r\n'],
  ['a new line ends as the one above', 'a\r\nb\n', 'a\nnew\nb\n', 'a\r\nnew\r\nb\n'],
  ['a new first line ends as the one below', 'a\r\nb\n', 'new\na\nb\n', 'new\r\na\r\nb\n'],
  ['a lone CR is an end', 'a\rb\r', 'a\nb\nc\n', 'a\rb\rc\r'],
  ['the byte order mark stays', '\ufeffa\r\n', 'b\n', '\ufeffb\r\n'],
  ['it stays even when all else goes', '\ufeffa\n', '', '\ufeff'],
  ['a CR and an LF that meet do not become one end', 'a\rb\n\n', 'a\n\n', 'a\r\r'],
  ['a new text has LF', '', 'a\nb\n', 'a\nb\n'],
])('%s', (_, original, edited, written) => {
  expect(keepEndings(original, edited)).toBe(written)
})

describe('the final newline', () => {
  test.each([
    ['stays where one writes below it', 'a\r\n', 'a\nb', 'a\r\nb\r\n'],
    ['stays where the last line is changed', 'a\nb\n', 'a\nc', 'a\nc\n'],
    ['stays away where there was none', 'a\r\nb', 'a\nc', 'a\r\nc'],
    ['goes where just it was taken away', 'a\nb\n', 'a\nb', 'a\nb'],
    ['comes where one wrote it', 'a\r\nb', 'a\nb\n', 'a\r\nb\r\n'],
    ['is not made of nothing', 'a\n', '', ''],
  ])('%s', (_, original, edited, written) => {
    expect(keepEndings(original, edited)).toBe(written)
  })

  test('a line that had none and is now in the middle ends as the one above', () => {
    expect(keepEndings('a\r\nb', 'a\nb\nc')).toBe('a\r\nb\r\nc')
  })
})

describe('any text', () => {
  const end = fc.constantFrom('\n', '\r\n', '\r')
  const original = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', '', ' '), end), { maxLength: 10 }),
      fc.constantFrom('', 'last'),
    )
    .map(([mark, lines, last]) => mark + lines.map((line) => line.join('')).join('') + last)

  test('unchanged, it is written byte for byte', () => {
    fc.assert(
      fc.property(original, (text) => {
        expect(keepEndings(text, plainText(text))).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  test('what is written reads as what was edited, but for the final newline', () => {
    fc.assert(
      fc.property(original, original.map(plainText), (text, edited) => {
        const read = plainText(keepEndings(text, edited))
        expect([edited, `${edited}\n`]).toContain(read)
      }),
      { numRuns: 2000 },
    )
  })

  test('every line that stayed keeps its end', () => {
    const step = fc.constantFrom('keep', 'keep', 'remove', 'change', 'add')
    fc.assert(
      fc.property(fc.array(fc.tuple(end, step), { maxLength: 14 }), (steps) => {
        const text = steps.map(([lineEnd], at) => `line ${at}${lineEnd}`).join('')
        const edited = steps.flatMap(([, what], at) => {
          if (what === 'remove') return []
          if (what === 'change') return [`new ${at}\n`]
          return what === 'add' ? [`line ${at}\n`, `new ${at}\n`] : [`line ${at}\n`]
        })
        const written = keepEndings(text, edited.join(''))
        steps.forEach(([lineEnd, what], at) => {
          if (what === 'keep' || what === 'add') expect(written).toContain(`line ${at}${lineEnd}`)
        })
      }),
      { numRuns: 2000 },
    )
  })
})
