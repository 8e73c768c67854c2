import { expect, test } from 'vitest'
import { sectionsOf } from '../../src/facts/sections.ts'
import { headingsOf } from '../../src/markdown/headings.ts'
import { parseReport } from '../../src/markdown/parse.ts'

const sections = (text: string) =>
  sectionsOf(parseReport(text).tokens, headingsOf).map(({ heading, text }) => [heading?.id, text])

test('a report is cut at its headings, each with its own id', () => {
  expect(
    sections(
      'Before.\n\n# Talk\n\nOne *two*.\n\n- three\n\n## Talk\n\n| a | b |\n|-|-|\n| c | d |\n',
    ),
  ).toEqual([
    [undefined, 'Before.'],
    ['talk', 'One two.\nthree'],
    ['talk-1', 'a b\nc d'],
  ])
})

test('headings in HTML and in quotations count too', () => {
  expect(sections('<h2>One</h2>\n\nfirst\n\n> ## Two\n> second\n\nthird')).toMatchObject([
    ['one', expect.stringContaining('first')],
    ['two', expect.stringMatching(/second[^]*third/)],
  ])
})

test('a text without words has no sections', () => expect(sections('---\n')).toEqual([]))
