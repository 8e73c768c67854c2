import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffTexts, type ReviewLine } from '../../src/merging/diff-texts.ts'

const lines = (before: string, after: string): readonly ReviewLine[] =>
  diffTexts(before, after).hunks.flatMap((hunk) => hunk.lines)

/** Changed words in brackets. */
const marked = (before: string, after: string) =>
  lines(before, after)
    .filter((line) => line.kind !== 'same')
    .map((line) =>
      line.words
        ? line.words.map((piece) => (piece.changed ? `[${piece.text}]` : piece.text)).join('')
        : `whole: ${line.text}`,
    )

test('a changed line with three lines around it, numbered in both texts', () => {
  const before = 'a\nb\nc\nd\nold\nf\ng\nh\ni\n'
  const { hunks, added, removed } = diffTexts(before, `new\n${before.replace('old', 'other')}`)
  expect({ added, removed }).toEqual({ added: 2, removed: 1 })
  expect(hunks).toHaveLength(1)
  expect(hunks[0]).toMatchObject({ before: { start: 1, count: 8 }, after: { start: 1, count: 9 } })
  expect(hunks[0]?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    ...['added new', 'same a', 'same b', 'same c', 'same d'],
    ...['removed old', 'added other', 'same f', 'same g', 'same h'],
  ])
  expect(hunks[0]?.lines[5]).toMatchObject({ before: 5 })
  expect(hunks[0]?.lines[6]).toMatchObject({ after: 6 })
})

test('changes far from each other are hunks of their own', () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at}\n`).join('')
  const after = before.replace('line 2\n', 'two\n').replace('line 20\n', '')
  expect(diffTexts(before, after).hunks.map((hunk) => hunk.before)).toEqual([
    { start: 1, count: 6 },
    { start: 18, count: 7 },
  ])
})

test('equal texts have no hunk', () => {
  expect(diffTexts('a\n', 'a\n')).toEqual({ hunks: [], added: 0, removed: 0 })
})

test('a final newline that came is a change', () => {
  expect(lines('a', 'a\n')).toEqual([
    {
      kind: 'removed',
      before: 1,
      text: 'a',
      unended: true,
      words: [{ text: 'a', changed: false }],
    },
    { kind: 'added', after: 1, text: 'a', words: [{ text: 'a', changed: false }] },
  ])
})

describe('words', () => {
  test('only the changed word is marked', () => {
    expect(marked('the quick brown fox\n', 'the quick red fox\n')).toEqual([
      'the quick [brown] fox',
      'the quick [red] fox',
    ])
  })

  test('letters of every script make words', () => {
    expect(marked('мы видели кита вчера\n', 'мы видели кота вчера\n')).toEqual([
      'мы видели [кита] вчера',
      'мы видели [кота] вчера',
    ])
  })

  test('where words have no space between them, characters are compared', () => {
    expect(marked('鯨を見ました\n', '鯨を食べました\n')).toEqual([
      '鯨を[見]ました',
      '鯨を[食べ]ました',
    ])
  })

  test('a paragraph that was wrapped anew is compared across its lines', () => {
    expect(marked('one two three\nfour five six\n', 'one two\nthree four five seven\n')).toEqual([
      'one two three',
      'four five [six]',
      'one two',
      'three four five [seven]',
    ])
  })

  test('a line with nothing in common is another line', () => {
    expect(marked('whales are large\n', 'Ropes need care.\n')).toEqual([
      'whole: whales are large',
      'whole: Ropes need care.',
    ])
  })
})

describe('any two texts', () => {
  const text = fc
    .array(fc.constantFrom('a b c', 'a b d', 'x', '', '鯨 y'), { maxLength: 12 })
    .map((parts) => parts.join('\n'))

  test('each side of the hunks says what its text says there', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const line of lines(one, other)) {
          if (line.words) expect(line.words.map((piece) => piece.text).join('')).toBe(line.text)
          if (line.kind !== 'added') expect(one.split('\n')[line.before - 1]).toBe(line.text)
          if (line.kind !== 'removed') expect(other.split('\n')[line.after - 1]).toBe(line.text)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

test('a hopeless comparison ends, as one block', () => {
  const text = (name: string) =>
    Array.from({ length: 20_000 }, (_, at) => `${name} ${(at * 7919) % 20_011}\n`).join('')
  const { hunks, added, removed } = diffTexts(text('one'), text('other'))
  expect({ hunks: hunks.length, added, removed }).toEqual({
    hunks: 1,
    added: 20_000,
    removed: 20_000,
  })
})
