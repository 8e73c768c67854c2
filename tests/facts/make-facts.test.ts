import { describe, expect, test } from 'vitest'
import { countWords } from '../../src/facts/count-words.ts'
import { makeFacts } from '../../src/facts/make-facts.ts'
import { readingMinutes } from '../../src/facts/reading-time.ts'
import { headingsOf } from '../../src/markdown/headings.ts'
import { parseReport } from '../../src/markdown/parse.ts'
import { RULES } from '../../src/markdown/rules.ts'
import type { Facts } from '../../src/model/facts.ts'
import type { Sha } from '../../src/model/sha.ts'

const sha = 'a'.repeat(40) as Sha
function facts(text: string): Facts {
  const parsed = parseReport(text, RULES)
  return makeFacts(sha, parsed, headingsOf(parsed.tokens))
}

describe('the title', () => {
  test('is the front matter’s, else the first heading, also one written as HTML', () => {
    expect(facts('---\ntitle: "A: B"\n---\n# C').title).toBe('A: B')
    expect(facts('Text\n\n## The *first* `one`\n\n# Later').title).toBe('The first one')
    expect(facts('<h1 align="center">Gam &amp; co</h1>\n\ntext').title).toBe('Gam & co')
    expect(facts('Only text.').title).toBeUndefined()
  })

  test('holds no template of a site', () => {
    expect(facts('---\ntitle: Real\n---\n# {{ $frontmatter.title }} etc').title).toBe('Real')
    expect(facts('# {{ page.title }}\n\n## Real').title).toBe('Real')
  })

  test('of an article without markup is its first line, where that reads as a title', () => {
    expect(facts('A day at sea\n\nWe left early.\n\n  • one\n  • two').title).toBe('A day at sea')
    expect(facts('We left early.\n\nAnd late.').title).toBeUndefined()
    expect(facts('A day at sea\n\n- one').title).toBeUndefined()
  })
})

describe('the date', () => {
  test.each([
    ['2017-04-18', '2017-04-18'],
    ['2017-4-8', '2017-04-08'],
    ['"2017-04-18"', '2017-04-18'],
    ['2017-04-18 09:05:00 +0200', '2017-04-18T09:05:00+02:00'],
    ['2017-04-18T9:05Z', '2017-04-18T09:05:00Z'],
    ['2017-04-18 10:00:00 UTC', '2017-04-18T10:00:00Z'],
    ['2017-04-18T10:00:00.123-08:00', '2017-04-18T10:00:00-08:00'],
    ['April 18th, 2017', '2017-04-18'],
    ['soon', undefined],
    ['2017-02-30', undefined],
  ])('in front matter: %s', (written, date) => {
    expect(facts(`---\ndate: ${written}\n---\nText`).date).toBe(date)
  })

  test.each([
    ['Report for 2018-03-01 to 2018-03-31', '2018-03-31'],
    ['Harbour day 2017-05-11', '2017-05-11'],
    ['Notes of 12 March 2017', '2017-03-12'],
    ['Release 1.2.3 of 2017', undefined],
    ['Build 20170511-123-45', undefined],
  ])('in the title: %s', (title, date) => {
    expect(facts(`# ${title}`).date).toBe(date)
  })
})

test.each([
  ['author: Ada Lovelace', [{ name: 'Ada Lovelace' }]],
  [
    'author: Ada\nauthor-url: https://example.org/ada',
    [{ name: 'Ada', url: 'https://example.org/ada' }],
  ],
  ['author: Ada\nauthor_url: javascript:alert(1)', [{ name: 'Ada' }]],
  ['author: Ada\nauthor-url: <!--gone-->', [{ name: 'Ada' }]],
  [
    'author: Ada, Grace and Joan <j@example.org>',
    [{ name: 'Ada' }, { name: 'Grace' }, { name: 'Joan' }],
  ],
  ['author: [Ada, Ada]', [{ name: 'Ada' }]],
  ['authors: [Ada, Grace]', [{ name: 'Ada' }, { name: 'Grace' }]],
  ['authors:\n  - Ada\n  - Grace', [{ name: 'Ada' }, { name: 'Grace' }]],
  [
    'author:\n  - name: Ada\n    url : https://a.example\n  - name: Grace\n    url: ftp://g.example',
    [{ name: 'Ada', url: 'https://a.example' }, { name: 'Grace' }],
  ],
  ['author: true', []],
  ['title: x', []],
])('authors: %s', (front, authors) => {
  expect(facts(`---\n${front}\n---\nText`).authors).toEqual(authors)
})

describe('the excerpt', () => {
  test('is running text alone: no headings, pictures, HTML, code, templates, definitions', () => {
    const text = `# Title

[![build](https://ci.example/b.svg)](https://ci.example)

<div>html</div>

[[toc]]

{% include banner.html %}

\`\`\`component Card
{ "title": "x", "link": "https://example.org" }
\`\`\`

![{{ a }}]({{ 'a.png' | relative_url }})

The *first* [words](a.md) with \`code\` &amp; **more**{: .lead }.

[ref]: https://example.org
`
    expect(facts(text).excerpt).toBe('The first words with code & more.')
  })

  test.each([
    'One. Two.<!--more--> Three.\n\nFour.',
    'One.\n\nTwo.\n\n<!-- more -->\n\nThree.',
    '---\nexcerpt_separator: <!--fold-->\n---\nOne. Two.<!--fold--> Three.',
  ])('ends where its author says: %s', (text) => {
    expect(facts(text).excerpt).toBe('One. Two.')
  })

  test('takes another paragraph where the first is short, and is cut at a word', () => {
    expect(facts('Short.\n\nSecond.').excerpt).toBe('Short. Second.')
    const { excerpt } = facts('word '.repeat(200))
    expect(excerpt.length).toBeLessThanOrEqual(300)
    expect(excerpt).toMatch(/word…$/)
  })

  test('leaves out numbers and names of GitHub in brackets', () => {
    expect(facts('Sails were mended (#12, o/r#3 @ada). Ropes (new ones) too.').excerpt).toBe(
      'Sails were mended. Ropes (new ones) too.',
    )
  })

  test('of a page of HTML is its words, without scripts', () => {
    expect(
      facts('<section><p>A page of HTML with words</p><script>let x = "<p>"</script></section>')
        .excerpt,
    ).toBe('A page of HTML with words')
  })
})

test('points are later paragraphs, headings and bold leads; not what only leads in', () => {
  const text = `# Week 7

This report covers the week.

In March we built a mast ([#12] @ada).

**Sails:** they were mended.

* **Ropes**: new ones
* plain item

Slides: [Mast](https://example.org)

## Merged:

In review:

**All hands** were there.
`
  expect(facts(text).points).toEqual([
    'In March we built a mast.',
    'Sails',
    'Ropes',
    'Merged',
    'All hands were there.',
  ])
})

test('where there is little else, list items are points', () => {
  expect(facts('# T\n\nText.\n\n- one thing\n- another thing').points).toEqual([
    'one thing',
    'another thing',
  ])
})

test('points are at most 12 of at most 160 characters', () => {
  const { points } = facts(
    Array.from({ length: 30 }, (_, n) => `${n} ${'word '.repeat(60)}`).join('\n\n'),
  )
  expect(points).toHaveLength(12)
  expect(Math.max(...points.map((point) => point.length))).toBeLessThanOrEqual(160)
})

test('links are named once, as written, from Markdown, references, tables and HTML', () => {
  expect(
    facts(
      '[a](../a.md#x) [b][r] <https://c.example> [a](../a.md#x)\n\n| [t](t.md) |\n|---|\n\n<p><a href="h.md">h</a></p>\n\n- [l](l.md)\n\n[r]: /r.md\n',
    ).links,
  ).toEqual(['../a.md#x', '/r.md', 'https://c.example', 't.md', 'h.md', 'l.md'])
})

test('language, direction, description and what is left out of lists come from front matter', () => {
  expect(
    facts('---\nlang: ar-EG\ndir: rtl\ndescription: Short\ndraft: true\n---\nText'),
  ).toMatchObject({ lang: 'ar-EG', dir: 'rtl', description: 'Short', unlisted: true })
  const odd = facts('---\nlang: "en\\" onclick"\ndir: up\npublished: true\n---\nText')
  expect(odd).not.toHaveProperty('lang')
  expect(odd).not.toHaveProperty('dir')
  expect(odd.unlisted).toBe(false)
  expect(facts('---\npublished: false\n---\nText').unlisted).toBe(true)
})

test('words are runs of letters and digits; two Han or kana characters are one', () => {
  expect(countWords('It’s e-mail, v1.2 – ok?')).toBe(4)
  expect(countWords('日本語の文章')).toBe(3)
  expect(countWords('Docker日本')).toBe(2)
  expect(countWords('한국어 문장')).toBe(2)
  expect([0, 100, 220 * 5].map(readingMinutes)).toEqual([1, 1, 5])
})

test('facts of a long text are made in linear time', { timeout: 15_000 }, () => {
  const parts = [
    '{{ ',
    '![](',
    '(#a ',
    '<!--',
    '<script>',
    ' <a href="x',
    '**a** b\n\n',
    '- a\n',
    '漢',
  ]
  for (const part of parts) {
    const raw = part.repeat(50_000)
    makeFacts(
      sha,
      {
        frontMatter: {},
        notices: [],
        body: raw,
        tokens: [
          { type: 'html', raw },
          { type: 'text', raw, text: raw },
        ],
      },
      [],
    )
  }
})

// Gone through once for each space or name, these would take half a minute.
test.each([
  ['spaces between authors', `---\nauthor: "Ada${' '.repeat(150_000)}Grace"\n---\nText`],
  [
    'many authors',
    `---\nauthor: "${Array.from({ length: 150_000 }, (_, at) => `a${at}`).join(',')}"\n---\nText`,
  ],
  ['lines before a parenthesis', `Text${'<br>\n'.repeat(150_000)}x (#12)`],
])(
  '%s are gone through once',
  (_, text) => {
    expect(facts(text).words).toBeGreaterThan(0)
  },
  15_000,
)
