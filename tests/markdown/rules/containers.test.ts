// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { expectWanted, shown, wordsOf } from './shown.ts'

test.each([
  ['::: tip Mind the *gap*\nText\n:::', 'tip', 'Mind the gap'],
  ['::: warning\nText\n:::', 'warning', 'Warning'],
  [':::danger[Look out]\n\nText\n\n:::', 'danger', 'Look out'],
  ['Before\n::: info {.wide}\nText\n:::\nAfter', 'info', 'Info'],
])('%j is a note', (text, kind, title) => {
  const note = shown(text).querySelector('[data-gam="container"]')
  expect(note?.getAttribute('data-gam-kind')).toBe(kind)
  expect(note?.querySelector('[data-gam="container-title"] strong')?.textContent).toBe(title)
  expect(note?.lastElementChild?.outerHTML).toBe('<p>Text</p>')
  expectWanted(text)
})

test('nested, with lists and headings in them', () => {
  const page = shown(':::: note A\n::: tip B\n- c\n- d\n:::\n## E\n::::\nF')
  const [outer, inner] = page.querySelectorAll('[data-gam="container"]')
  expect(inner?.parentElement).toBe(outer)
  expect(inner?.querySelectorAll('li')).toHaveLength(2)
  expect(outer?.querySelector('h2')?.id).toBe('user-content-e')
  expect(page.lastElementChild?.outerHTML).toBe('<p>F</p>')
})

test('details can be opened', () => {
  const details = shown('::: details More *a* < b\n- a\n:::').querySelector('details')
  expect(details?.querySelector('summary')?.textContent?.trim()).toBe('More a < b')
  expect(details?.querySelector('li')?.textContent).toBe('a')
  expect(details?.hasAttribute('open')).toBe(false)
})

test.each([
  '::: code-group\n\n```js [In Node]\na\n```\n\n```sh [On Bash]\nb\n```\n\n:::',
  ':::: tabs\n\n::: tab In Node\na\n:::\n\n::: tab On Bash\nb\n:::\n\n::::',
  '::: code-tabs#shell\n@tab:active In Node#node\n```js\na\n```\n@tab On Bash\n```sh\nb\n```\n:::',
])('blocks that a site shows one at a time stand under their names: %j', (text) => {
  const page = shown(text)
  expect([...page.querySelectorAll('p > strong')].map((one) => one.textContent)).toEqual([
    'In Node',
    'On Bash',
  ])
  expect(page.textContent.replace(/\s+/g, ' ').trim()).toBe('In Node a On Bash b')
})

test('such names mean nothing elsewhere', () => {
  expect(wordsOf('```js [name]\na\n```')).toBe('a')
  expect(wordsOf('@tab a\nb')).toBe('@tab a\nb')
})

test('of those that Gam does not know the content is shown, and lone ends are nothing', () => {
  expect(wordsOf('::: code-group\n\nA\n\n:::\n\nB\n\n:::')).toBe('A\nB')
  expect(wordsOf('a ::: b\n\n```\n::: tip\n```')).toBe('a ::: b\n::: tip')
})

test('one that is never closed ends with what it stands in', () => {
  const page = shown('> ::: tip A\n>\n> b\n\nc')
  expect(page.querySelector('[data-gam="container"]')?.textContent).toContain('b')
  expect(page.lastElementChild?.textContent).toBe('c')
})

test('its title is not running text', () => {
  const parsed = parseReport('::: tip\nWords.\n:::', RULES)
  const { excerpt } = makeFacts('a'.repeat(40) as Sha, parsed, headingsOf(parsed.tokens))
  expect(excerpt).toBe('Words.')
})
