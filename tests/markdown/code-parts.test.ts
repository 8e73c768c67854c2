import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitCode, splitCodeBlocks } from '../../src/markdown/code-parts.ts'

const codeIn = (text: string, split = splitCode) =>
  split(text)
    .filter((part) => part.code)
    .map((part) => part.text)

test.each([
  ['a\n```js\nx\n```\nb', ['```js\nx\n```\n']],
  ['~~~\n```\n~~~\nb', ['~~~\n```\n~~~\n']],
  ['````\n```\n````\nb', ['````\n```\n````\n']],
  ['- ```\n  x\n  ```\n- b', ['- ```\n  x\n  ```\n']],
  ['> ```\n> x\n> ```\nb', ['> ```\n> x\n> ```\n']],
  ['a\n```\nnever closed', ['```\nnever closed']],
  ['```not` a fence\nb', []],
  ['a\n\n    x\n    y\nb', ['    x\n    y\n']],
  ['a\n    no code\nb', []],
  ['- a\n\n      its second paragraph\n', []],
  ['<pre>\nx\n</pre>\nb', ['<pre>\nx\n</pre>\n']],
])('blocks of %j', (text, code) => {
  expect(codeIn(text, splitCodeBlocks)).toEqual(code)
})

test.each([
  ['a `b` c', ['`b`']],
  ['a ``b ` c`` d `e`', ['``b ` c``', '`e`']],
  ['a `b\nc` d', ['`b\nc`']],
  ['a `b\n\nc` d', []],
  ['a \\`b` c', []],
  ['a `b', []],
])('running text of %j', (text, code) => {
  expect(codeIn(text)).toEqual(code)
})

test('the parts are the whole text', () => {
  const some = fc.constantFrom('```', '`', '~~~', '\n', '    ', 'a', '- ', '> ', '<pre>', '</pre>')
  fc.assert(
    fc.property(fc.array(some), (parts) => {
      const text = parts.join('')
      for (const split of [splitCode, splitCodeBlocks]) {
        expect(split(text).map((part) => part.text)).toSatisfy(
          (all: string[]) => all.join('') === text,
        )
      }
    }),
  )
})
