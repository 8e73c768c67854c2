import { expect, test } from 'vitest'
import { checkFrontMatter } from '../../src/markdown/check-front-matter.ts'

const check = (block: string) => checkFrontMatter(`---\n${block}\n---\n\nBody\n`)

test.each([
  'title: Notes from the pier\ntags: [a, b]\nauthor:\n  name: Ada',
  'title: "Ships: a history"',
  'title: Café # a comment',
  'date: 2017-06-19 10:00:00 +0200',
])('nothing is wrong with %j', (block) => {
  expect(check(block)).toBeUndefined()
})

test.each([
  ['no front matter', '# Title\n'],
  ['an empty text', ''],
  ['two rules', '---\nHello: world is not said here\n'],
  ['text between rules', '---\nJust a “sentence" [here\n---\n'],
  ['TOML', '+++\ntitle = [\n+++\n'],
  ['front matter further down', '\n---\na: "\n---\n'],
])('%s is not checked', (_, text) => {
  expect(checkFrontMatter(text)).toBeUndefined()
})

test.each<[string, number, number, RegExp]>([
  ['layout: post\ntitle: Ships: a history', 3, 8, /second colon.*quotation marks/],
  ['title: "Ships', 2, 14, /closing quotation mark/],
  ['tags: [a, b', 2, 12, /bracket/],
  ['a: 1\na: 2', 3, 1, /twice/],
  ['author: @ada', 2, 9, /cannot begin with/],
  ['author:\n\tname: Ada', 3, 1, /tab/],
  ['title: a\nno colon here\nb: c', 3, 1, /colon missing/],
  ['list:\n  - a\n - b', 4, 1, /./],
  ['path: "C:\\Users"', 2, 10, /backslash/],
])('%j: line %i, column %i', (block, line, column, sentence) => {
  const problem = check(block)
  expect(problem).toMatchObject({ line, column })
  expect(problem?.sentence).toMatch(sentence)
})

test('a list of aliases that would grow without end is only read', () => {
  const block = ['a: &a [x, x]', ...Array.from({ length: 30 }, (_, at) => `b${at}: [*a, *a]`)]
  expect(check(block.join('\n'))).toBeUndefined()
})
