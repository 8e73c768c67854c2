// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { expectWanted, shown, wordsOf } from './shown.ts'

test.each([
  ['A\n{: .lead}\n\nB', 'A\nB'],
  ['{:.center}\nA', 'A'],
  ['## A {: .x}', 'A'],
  ['## A {#b .c}', 'A'],
  ['## A {#b} ##', 'A'],
  ['[a](b){:target="_blank"} c', 'a c'],
  ['[a](b){target="_blank"} c', 'a c'],
  ['**a**{: .b} c', 'a c'],
  ['`a`{: .b} c', 'a c'],
  ['- {: .b} c', 'c'],
  ['A\n\n{::comment}\nFor us alone.\n\nReally.\n{:/comment}\n\nB', 'A\nB'],
  ['A\n\n{::comment}\nNever closed.', 'A\nNever closed.'],
])('%j leaves its words', (text, words) => {
  expect(wordsOf(text)).toBe(words)
  expectWanted(text)
})

test.each([
  ['![The "pier"](https://a.example/p.png){: width="300"}', '300', null],
  ['![The "pier"](https://a.example/p.png "A title"){:.wide width=50% height="20px"}', '50%', '20'],
  ['a ![The "pier"](https://a.example/p.png){ height=20 } b', null, '20'],
])('a picture has the size that its list says: %s', (text, width, height) => {
  const image = shown(text).querySelector('img')
  expect([image?.alt, image?.getAttribute('src')]).toEqual([
    'The "pier"',
    'https://a.example/p.png',
  ])
  expect([image?.getAttribute('width'), image?.getAttribute('height')]).toEqual([width, height])
  expect(shown(text).textContent).not.toContain('{')
  expectWanted(text)
})

test('no size, no change', () => {
  const image = shown('![a](p.png "t"){: .wide width="big"}').querySelector('img')
  expect([image?.alt, image?.title, image?.hasAttribute('width')]).toEqual(['a', 't', false])
})

test('a name of the author’s own leads to its heading', () => {
  const heading = shown('## The pier {#quay}\n\n[a](#quay)').querySelector('h2')
  expect(heading?.id).toBe('user-content-the-pier')
  expect(heading?.querySelector('a')?.id).toBe('user-content-quay')
})

test.each(['a {:ok, 1} b', 'A_{:n} and x_{i=1}', 'f(x) {a}', '# A {x}', 'a {:'])(
  'what is none stays: %s',
  (text) => {
    expect(wordsOf(text)).toBe(text.replace(/^# /, ''))
  },
)

test('code stays as written', () => {
  expect(wordsOf('`[a](b){: .c}`\n\n```\n{: .d}\n```')).toBe('[a](b){: .c}\n{: .d}')
})

test('a name may stand on the line below its heading', () => {
  expect(
    shown('## One\n{: #one-id .x}\n\n[1](#one-id)').querySelector('h2 a[name], h2 a[id]'),
  ).not.toBeNull()
})
