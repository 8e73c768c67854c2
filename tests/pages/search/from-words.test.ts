import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromWords } from '../../../src/pages/search/from-words.ts'

const found = { text: 'narwhal', isMarked: true }
const words = (text: string) => ({ text, isMarked: false })

test('a long beginning is left out up to a word, a short one and one without anything found are not', () => {
  expect(fromWords([words(`${'Much was said. '.repeat(9)}Then the `), found, words('.')])).toEqual([
    words('… Much was said. Much was said. Then the '),
    found,
    words('.'),
  ])
  for (const short of [[words('The '), found], [found, words('s')], [words('x'.repeat(99))], []])
    expect(fromWords(short)).toBe(short)
})

test('what comes from the first word on is as it was, and what is before it is short', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (before) => {
      const [first, ...rest] = fromWords([words(before), found, words(' dives')])
      expect(rest).toEqual([found, words(' dives')])
      expect(first?.text.length).toBeLessThanOrEqual(42)
      expect(before.endsWith(first?.text.replace(/^… /, '') ?? '-')).toBe(true)
    }),
  )
})
