import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beginningOf,
  findLeft,
  findSentence,
  type LeftPlace,
  type Piece,
} from '../../src/model/left-place.ts'

const heading = (id: string, text = id): Piece => ({ text, heading: id, isHeading: true })
const words = (text: string, under?: string): Piece => ({ text, heading: under, isHeading: false })
const leftAt = (pieces: readonly Piece[], at: number): LeftPlace => {
  const piece = pieces[at]
  const above = pieces.find((one) => one.isHeading && one.heading === piece?.heading)
  return {
    words: beginningOf(piece?.text ?? ''),
    ...(above?.heading ? { heading: { id: above.heading, text: above.text } } : {}),
  }
}

const LOG = [
  words('The Pequod sailed from Nantucket on a short, cold Christmas.'),
  heading('the-doubloon'),
  words(
    'Ahab nailed a gold coin to the mainmast, for whoever raises the white whale.',
    'the-doubloon',
  ),
  words('None.', 'the-doubloon'),
  heading('the-gam'),
  words('We met the Town-Ho, which had news of Moby Dick for us.', 'the-gam'),
  words('None.', 'the-gam'),
]

test('a place is found again in the same text, and below its own heading where texts are alike', () => {
  for (const at of LOG.keys()) expect(findLeft(leftAt(LOG, at), LOG)).toBe(at)
})

test('a text that was mended, moved, or stands under another heading is found; one that is gone leaves its heading', () => {
  const left = leftAt(LOG, 5)
  const mended = LOG.map((one) => ({
    ...one,
    text: one.text.replace('the Town-Ho', 'the ship Town-Ho'),
  }))
  expect(findLeft(left, mended)).toBe(5)
  const renamed = LOG.map((one) => ({
    ...one,
    heading: one.heading === 'the-gam' ? 'a-gam' : one.heading,
  }))
  expect(findLeft(left, renamed)).toBe(5)
  expect(findLeft(left, LOG.toSpliced(5, 1))).toBe(4)
  expect(findLeft(left, LOG.slice(0, 4))).toBeUndefined()
  // Few words say too little to be sought all over the report.
  expect(findLeft(leftAt(LOG, 6), LOG.slice(0, 4))).toBeUndefined()
})

test('words without spaces between them are compared as well', () => {
  const text = '船は寒いクリスマスの日にナンタケットを出た。誰も見送りには来なかった。'
  const pieces = [heading('a'), words('何もない。', 'a'), words(text, 'a')]
  const edited = [heading('a'), words('短い。', 'a'), words(`古い${text}`, 'a')]
  expect(findLeft(leftAt(pieces, 2), edited)).toBe(2)
})

const word = fc.stringMatching(/^[a-z]{3,9}$/)
const sentence = fc.array(word, { minLength: 12, maxLength: 20 }).map((all) => all.join(' '))
const report = fc
  .array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .map((sections) =>
    sections.flatMap((texts, at) => [
      heading(`h${at}`),
      ...texts.map((text) => words(text, `h${at}`)),
    ]),
  )

test('whatever else of a report is changed, the text that was left is found', () => {
  fc.assert(
    fc.property(
      report,
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), sentence, fc.boolean()), { maxLength: 6 }),
      fc.boolean(),
      (before, nth, changes, isRenamed) => {
        const texts = before.filter((one) => !one.isHeading)
        const kept = texts[nth % texts.length] as Piece
        const left = leftAt(before, before.indexOf(kept))
        const after = before.map((one) => ({ ...one, isKept: one === kept }))
        for (const [at, text, isAdded] of changes) {
          const where = at % after.length
          const isHeld = after[where]?.isKept || after[where]?.isHeading
          if (!isAdded && isHeld) continue
          const added = { ...words(text, after[where]?.heading), isKept: false }
          after.splice(where + (isHeld ? 1 : 0), isAdded ? 0 : 1, ...(isAdded ? [added] : []))
        }
        const shown = after.map((one) =>
          isRenamed && one.heading === kept.heading ? { ...one, heading: 'renamed' } : one,
        )
        const found = shown[findLeft(left, shown) ?? -1]
        expect(found?.text).toBe(kept.text)
      },
    ),
  )
})

test('a sentence is found under its heading, also cut at its end and between other words', () => {
  const piece = (text: string, heading?: string, isHeading = false) => ({
    text,
    heading,
    isHeading,
  })
  const pieces = [
    piece('A harpoon, at last.', 'one'),
    piece('A harpoon, at last.', 'two', true),
    piece('Before it. A “harpoon” at  last, and more.', 'two'),
  ]
  expect(findSentence('two', '… A harpoon at last …', pieces)).toBe(2)
  expect(findSentence('one', 'A harpoon at last.', pieces)).toBe(0)
  expect(findSentence(undefined, 'Above all.', [words('Above all. Yes.'), ...pieces])).toBe(0)
  expect(findSentence('two', 'A whale.', pieces)).toBeUndefined()
  expect(findSentence('two', ' … ', pieces)).toBeUndefined()
})
