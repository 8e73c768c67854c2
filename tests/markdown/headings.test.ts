import { describe, expect, test } from 'vitest'
import { createHeadingIds } from '../../src/markdown/heading-id.ts'
import { headingsOf } from '../../src/markdown/headings.ts'
import { parseReport } from '../../src/markdown/parse.ts'

describe('the id of a heading is the one that GitHub gives', () => {
  test.each([
    ['Hello World', 'hello-world'],
    ['Getting Started!', 'getting-started'],
    ['What’s new?', 'whats-new'],
    ['C++ & C#', 'c--c'],
    ['snake_case and-hyphen', 'snake_case-and-hyphen'],
    ['v1.2.3 (2017-06-19)', 'v123-2017-06-19'],
    ['Two  spaces', 'two--spaces'],
    ['🚀 Launch', '-launch'],
    ['Привет мир', 'привет-мир'],
    ['안녕하세요 세계', '안녕하세요-세계'],
    ['日本語、見出し', '日本語見出し'],
    ['ÉTÉ À Paris', 'été-à-paris'],
    ['SwarmKit / Libnetwork / Security', 'swarmkit--libnetwork--security'],
    ['x² and ½', 'x-and-'],
    ['हिन्दी', 'हिन्दी'],
  ])('%s', (text, id) => {
    expect(createHeadingIds()(text)).toBe(id)
  })
})

test('equal headings are numbered, and no id is given twice', () => {
  const id = createHeadingIds()
  expect(['Foo', 'foo', 'Foo 1', 'FOO', 'constructor'].map(id)).toEqual([
    'foo',
    'foo-1',
    'foo-1-1',
    'foo-2',
    'constructor',
  ])
})

test('a heading’s text is what is shown: code, links and entities, no tags, no pictures', () => {
  const { tokens } = parseReport(
    '# The `moby` *tool* &amp; [friends](x.md) <kbd>K</kbd> ![alt](a.png)\n\n> ## Quoted\n\n- ### In a list\n\n<h2 align="center">By &lt;hand&gt;</h2>\n\n<!-- <h2>No</h2> -->\n\nSetext\n======\n',
  )
  expect(headingsOf(tokens)).toEqual([
    { depth: 1, text: 'The moby tool & friends K', id: 'the-moby-tool--friends-k-' },
    { depth: 2, text: 'Quoted', id: 'quoted' },
    { depth: 3, text: 'In a list', id: 'in-a-list' },
    { depth: 2, text: 'By <hand>', id: 'by-hand' },
    { depth: 1, text: 'Setext', id: 'setext' },
  ])
})

test(
  'headings of HTML that are never closed are looked for in linear time',
  { timeout: 15_000 },
  () => {
    for (const part of ['<h1>', '<h1 ', '<!-- <h1>', '<h1></h2>']) {
      headingsOf([{ type: 'html', raw: part.repeat(300_000) }])
    }
  },
)
