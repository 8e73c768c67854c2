import { expect, test } from 'vitest'
import { parseInParts } from '../../../src/markdown/parse-parts.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'

const JSON_BLOCK = `"Title": "A \\"B\\"",
  "draft": true,
  "toc": false,
  "weight": 5,
  "tags": ["x, y", "z"],
  "authors": [{ "name": "Ada: \\"x\\": y", "url": "https://example.org" }, { "name": "Grace" }],
  "editor": { "name": "Bob" },
  "menu": { "main": { "a": 1 } },
  "none": null`

test.each([`{\n  ${JSON_BLOCK}\n}\n\nBody\n`, `;;;\n${JSON_BLOCK}\n;;;\n\nBody\n`])(
  'JSON in braces and between semicolons',
  (text) => {
    const { frontMatter, frontMatterProblem, body } = parseReport(text, RULES)
    expect({ ...frontMatter }).toEqual({
      title: 'A "B"',
      draft: true,
      toc: false,
      weight: '5',
      tags: ['x, y', 'z'],
      authors: [{ name: 'Ada: "x": y', url: 'https://example.org' }, { name: 'Grace' }],
      editor: [{ name: 'Bob' }],
    })
    expect([frontMatterProblem, body]).toEqual([undefined, 'Body\n'])
    expect(wantsRules(text)).toBe(true)
  },
)

test.each(['{\n  "title": "A",\n  oops\n}\nBody', ';;;\n"title": oops\n;;;\nBody'])(
  'what is no JSON is said: %j',
  (text) => {
    const { frontMatter, frontMatterProblem, body } = parseReport(text, RULES)
    expect([frontMatter, body]).toEqual([{}, 'Body'])
    expect(frontMatterProblem).toContain('title')
  },
)

test.each(['{\n  some text\n}\nBody', '{ "a": 1 }\nBody', ';;;\nText\n;;;\n'])(
  'is no front matter: %j',
  (text) => {
    expect(parseReport(text, RULES)).toMatchObject({ frontMatter: {}, body: text })
  },
)

test('the rest of a long report begins where those who know no JSON look for it', () => {
  const front = '{\n"a": "b"\n}\n'
  const text = `${front}${'Some words.\n\n'.repeat(2000)}`
  const { restAt, report } = parseInParts(text, RULES, '')
  const read = report.tokens.map((token) => token.raw).join('')
  expect(text.slice(0, restAt)).toBe(front + read)
})
