import { expect, test } from 'vitest'
import { LEFT_OUT, placesOfMarks } from '../../src/model/marked-words.ts'
import type { Part } from '../../src/model/search.ts'

/** A sentence with its marked words in brackets. */
const sentence = (text: string): Part[] =>
  text
    .split(/(\[.*?\])/)
    .filter(Boolean)
    .map((one) => ({ text: one.replace(/^\[|\]$/g, ''), isMarked: one.startsWith('[') }))
const marked = (said: string, text: string) =>
  placesOfMarks(sentence(said), text).map(([from, to]) => text.slice(from, to))

test('the marked words are found where the sentence stands, and nowhere before', () => {
  const text = 'A whale. Here the\n  whale of the (white) sea dives, and a whale.'
  expect(marked('Here the [whale] of the ([white]) sea', text)).toEqual(['whale', 'white'])
  expect(placesOfMarks(sentence('Here the [whale]'), text)).toEqual([[20, 25]])
})

test('what was left out at either end is not sought', () => {
  const said = [
    { text: `${LEFT_OUT} `, isMarked: false },
    ...sentence('the [whale] of'),
    { text: ` ${LEFT_OUT}`, isMarked: false },
  ]
  expect(placesOfMarks(said, 'Here the whale of the sea.')).toEqual([[9, 14]])
})

test.each(['Another [whale]', '[.*]', 'the [w.ale]'])(
  'nothing where it does not say so: %s',
  (said) => {
    expect(marked(said, 'Here the whale of the sea.')).toEqual([])
  },
)
