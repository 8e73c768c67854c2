// @vitest-environment jsdom
import { parseReport } from '../../../src/markdown/parse.ts'
import { plainArticle } from '../../../src/markdown/rules/plain-article.ts'
import { PATHOLOGICAL } from '../../hostile/pathological.ts'
import { expect, test } from 'vitest'
import { expectWanted, shown } from './shown.ts'

const ARTICLE = `A day at sea

We left early.

  • bread, and all that one
eats with it

  • water

Going home

It was late: “good” wind.

Ada Lovelace

12 Long Lane

She wrote this.

The end
`

test('reads as an article', () => {
  const page = shown(ARTICLE)
  expect(
    [...page.querySelectorAll('h1, h2')].map((one) => `${one.tagName} ${one.textContent}`),
  ).toEqual(['H1 A day at sea', 'H2 Going home'])
  expect([...page.querySelectorAll('li')].map((one) => one.textContent.trim())).toEqual([
    'bread, and all that one\neats with it',
    'water',
  ])
  expect(page.lastElementChild?.outerHTML).toBe('<p>The end</p>')
  expectWanted(ARTICLE, `---\ntitle: A\n---\n${ARTICLE}`, 'A\n\nB.')
})

test('lists directly under their words, and in lists', () => {
  const page = shown('We took:\n• bread\n• water\n    ◦ cold\n\nAnd left.')
  expect(page.querySelector('p')?.textContent).toBe('We took:')
  expect(page.querySelector('li li')?.textContent).toBe('cold')
})

test.each([
  [
    'A Day at Sea\n\nBy Ada Lovelace\n\nWe left early.',
    'H1 A Day at Sea|P By Ada Lovelace|P We left early.',
  ],
  [
    'A Day at Sea\n\n12 May 2017\n\nWe left early.',
    'H1 A Day at Sea|P 12 May 2017|P We left early.',
  ],
  ['A DAY AT SEA\n\nThe Start\n\nWe left.', 'H1 A DAY AT SEA|H2 The Start|P We left.'],
  [
    'A day\n\nWe left.\n\nWHO GOES THERE?\n\nNobody.',
    'H1 A day|P We left.|H2 WHO GOES THERE?|P Nobody.',
  ],
  ['BY ADA\n\nWe left.', 'P BY ADA|P We left.'],
])('titles, and who wrote it: %j', (text, words) => {
  const blocks = [...shown(text).querySelectorAll('h1, h2, p')]
  expect(blocks.map((one) => `${one.tagName} ${one.textContent}`).join('|')).toBe(words)
})

test('speech that stands further in is no code; code is', () => {
  const page = shown(
    'We left.\n\n    “Is it late?” she said.\n    “No.”\n\n\t— Yes, it is.\n\n    run --all;\n',
  )
  expect([...page.querySelectorAll('p')].map((one) => one.textContent)).toEqual([
    'We left.',
    '“Is it late?” she said.\n“No.”',
    '— Yes, it is.',
  ])
  expect(page.querySelector('pre')?.textContent.trim()).toBe('run --all;')
})

test('lines that had room for the next word stay lines; those of a narrow column do not', () => {
  const page = shown(
    'We took:\nbread\nwater and some rope\na lamp\n\nThe sea was calm all\nday and nobody said\nmuch until night fell\nover the pier.',
  )
  const [list, prose] = page.querySelectorAll('p')
  expect(list?.querySelectorAll('br')).toHaveLength(3)
  expect(prose?.querySelector('br')).toBeNull()
})

test.each([
  '# A\n\n• b',
  'A\n\n- b',
  'A\n===\n\n• b',
  'A\n\n[b](c)\n\n• d',
  'A\n\n**b**\n\n• d',
  'A\n\n`b`\n\n• d',
  'A\n\n1. b\n\n• d',
  'A\n\n> b\n\n• d',
  'A\n\n<b>c</b>\n\n• d',
])('a text that knows Markdown stays: %j', (text) => {
  const page = shown(text)
  expect(page.textContent).toMatch(/A/)
  expect(page.textContent).toContain('•'.repeat(text.includes('•') ? 1 : 0))
  expect(page.querySelector('h2')).toBeNull()
  expect(page.querySelectorAll('h1')).toHaveLength(/^# |===/m.test(text) ? 1 : 0)
})

test.each(['Short.', 'Is it so?', 'They said:', 'see https://example.org', 'lower case'])(
  'no heading: %s',
  (line) => {
    expect(shown(`Title\n\nText.\n\n${line}\n\nText.`).querySelector('h2')).toBeNull()
  },
)

test('an article of a hundred thousand bullets is a list', () => {
  const text = PATHOLOGICAL['an article of bullets']?.(400_000) ?? ''
  const { body } = parseReport(text, [plainArticle], undefined, 0)
  expect(body.startsWith('# Head\n\n- a\n- a\n')).toBe(true)
})
