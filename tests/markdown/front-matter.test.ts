import { expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/markdown/front-matter.ts'

const read = (block: string, fence = '---') =>
  splitFrontMatter(`${fence}\n${block}\n${fence}\n\nBody\n`)
const values = (block: string, fence?: string) => ({ ...read(block, fence).frontMatter })

test('Jekyll: plain values, an address with a colon, a comment as separator', () => {
  expect(
    values(
      'title: Notes from the pier\nlayout: post\nauthor-url: https://example.org/a#b\nexcerpt_separator: <!--more-->\npublished: false',
    ),
  ).toEqual({
    title: 'Notes from the pier',
    layout: 'post',
    'author-url': 'https://example.org/a#b',
    excerpt_separator: '<!--more-->',
    published: false,
  })
})

test('the body begins after the block', () => {
  expect(read('a: b').body).toBe('\nBody\n')
})

test('VuePress: quoted text, block lists, a list of flat maps, a space before the colon', () => {
  expect(
    values(
      `lang: en-US
title: "Ships: a \\"short\\" history"
note: 'it''s'
tag:
  - ropes
  - "knots: all"
author:
  - name: Ada Lovelace
    url : https://example.org/ada
  - name: Grace Hopper`,
    ),
  ).toEqual({
    lang: 'en-US',
    title: 'Ships: a "short" history',
    note: "it's",
    tag: ['ropes', 'knots: all'],
    author: [{ name: 'Ada Lovelace', url: 'https://example.org/ada' }, { name: 'Grace Hopper' }],
  })
})

test('what is nested deeper is valid, left out, and no problem', () => {
  const { frontMatter, frontMatterProblem } = read(
    'head:\n  - - meta:\n    - property: og:title\n      content: "x: y"\nmenu: { main: { a: 1 } }\ndate: 2017-04-18',
  )
  expect({ ...frontMatter }).toEqual({ date: '2017-04-18' })
  expect(frontMatterProblem).toBeUndefined()
})

test('inline lists, comments, a list as deep as its key, folded text, upper case keys', () => {
  expect(
    values(
      `# a comment
Tags: [one, "two, three", 'four'] # more
list:
- a
- b
text: >
  first line
  second line
author:
  name: Ada
draft: true # not yet`,
    ),
  ).toEqual({
    tags: ['one', 'two, three', 'four'],
    list: ['a', 'b'],
    text: 'first line second line',
    author: [{ name: 'Ada' }],
    draft: true,
  })
})

test('maps and lists of maps on one line', () => {
  const ada = { name: 'Ada', url: 'https://example.org/a,b' }
  expect(
    values(
      `author: {name: Ada, url : 'https://example.org/a,b'}
authors: [{name: Ada, url: "https://example.org/a,b"}, { name: "Grace, H" }] # more
editors:
  - {name: Ada, url: 'https://example.org/a,b'}
  - {name: Bob}
tags: [don't, a=b, "c, d"]
none: {}`,
    ),
  ).toEqual({
    author: [ada],
    authors: [ada, { name: 'Grace, H' }],
    editors: [ada, { name: 'Bob' }],
    tags: ["don't", 'a=b', 'c, d'],
  })
})

test('Hugo: TOML between plus signs', () => {
  expect(
    values(
      `title = "A = B"
draft = false
date = 2017-05-11T10:00:00-07:00
tags = [
  "x",
  'y',
]
editor = {name = "Ada", url = "https://example.org"}

[params]
title = "no"
[[authors]]
name = "Ada" # Lovelace
weight = 1
[[authors]]
name = 'Grace'`,
      '+++',
    ),
  ).toEqual({
    title: 'A = B',
    draft: false,
    date: '2017-05-11T10:00:00-07:00',
    tags: ['x', 'y'],
    editor: [{ name: 'Ada', url: 'https://example.org' }],
    params: [{ title: 'no' }],
    authors: [{ name: 'Ada', weight: '1' }, { name: 'Grace' }],
  })
})

test.each(['title: "never closed', 'title: ok\nthis is no key', 'title: ok\ntags: [a, b'])(
  'what makes no sense is said: %s',
  (block) => {
    const { frontMatterProblem, body } = read(`a: b\n${block}`)
    const [words, quoted = ''] = frontMatterProblem?.split('\n') ?? []
    expect(words).toBe('A line of this report’s front matter could not be understood:')
    expect(quoted.length).toBeLessThanOrEqual(120)
    expect(body).toBe('\nBody\n')
  },
)

test.each(['---\ntitle: "never closed\n---\nBody', '+++\ntitle = [\n+++\nBody'])(
  'where nothing of it can be read, the report is shown, and the reader told: %j',
  (text) => {
    const { frontMatter, frontMatterProblem, body } = splitFrontMatter(text)
    expect([Object.keys(frontMatter), body]).toEqual([[], 'Body'])
    expect(frontMatterProblem).toContain('title')
  },
)

test('a block that is not closed, has no key, or does not open the text is no front matter', () => {
  for (const text of [
    '---\ntitle: x\n\nText',
    '---\nOnly a quotation\n---\nText',
    '\n---\na: b\n---\n',
  ]) {
    expect(splitFrontMatter(text)).toEqual({ frontMatter: {}, body: text })
  }
})

test('a key named like a property of every object is a key like any other', () => {
  const { frontMatter } = read('__proto__: x\nconstructor: y')
  expect(Object.keys(frontMatter)).toEqual(['__proto__', 'constructor'])
})

test('long blocks are read in linear time', { timeout: 15_000 }, () => {
  read('- '.repeat(300_000))
  read(`${'key: value\n'.repeat(100_000)}`)
  splitFrontMatter(`---\n${'a: b\n'.repeat(200_000)}`)
  read(`a: ["${'\\"'.repeat(300_000)}`)
  read(`a: [${'b'.repeat(300_000)}]`)
  read(`a: [${'{b '.repeat(100_000)}]`)
  read(`a: [${'b: '.repeat(100_000)}]`)
  read(`a = [\n${'b\n'.repeat(100_000)}`, '+++')
  read(`a: ${' #'.repeat(300_000)}`)
})
