import { expect, test } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import { blocksOf, changedBlocks } from '../../../src/pages/edit/blocks.ts'

const blocks = (text: string) => blocksOf(parseReport(text).tokens)
const changed = (before: string, after: string) => changedBlocks(blocks(before), blocks(after))

test('a block is a paragraph, or all that stands in an element of raw HTML', () => {
  const text = '# A\n\nwords\n\n<details>\n\ninner\n\n</details>\n\nend\n'
  const found = blocks(text)
  expect(found).toHaveLength(4)
  expect(found.map(({ at }) => text.slice(at, at + 5))).toEqual([
    '# A\n\n',
    'words',
    '<deta',
    'end\n',
  ])
})

test('a paragraph that is typed in changes one block', () => {
  expect(changed('a\n\nb\n\nc', 'a\n\nb2\n\nc')).toEqual({ from: 1, beforeTo: 2, afterTo: 2 })
})

test('a paragraph more, and one less', () => {
  expect(changed('a\n\nc', 'a\n\nb\n\nc')).toEqual({ from: 1, beforeTo: 1, afterTo: 2 })
  expect(changed('a\n\nb\n\nc', 'a\n\nc')).toEqual({ from: 1, beforeTo: 2, afterTo: 1 })
})

test('a definition changes the block that uses it', () => {
  const { from } = changed('[a]\n\nb\n\n[a]: x\n', '[a]\n\nb\n\n[a]: y\n')
  expect(from).toBe(0)
})

test('a long text has a block for each section', () => {
  const text = '# A\n\none\n\ntwo\n\n## B\n\n<div>\n\n## C\n\n</div>\n'
  const found = blocksOf(parseReport(text).tokens, true)
  expect(found.map(({ at }) => text.slice(at, at + 4))).toEqual(['# A\n', '## B'])
})
