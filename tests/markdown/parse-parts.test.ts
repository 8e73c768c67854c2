import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { parseInParts } from '../../src/markdown/parse-parts.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { longReport } from '../journeys/long-report.ts'

const URL = 'https://github.com/owner/name'
const TEXT = `---\ntitle: Long\n---\n${longReport(60_000)}\n[far]: https://example.org/far\n`

function read(text: string) {
  const { report, restAt, rest } = parseInParts(text, RULES, URL)
  const following = rest()
  return { report, restAt, following, all: [...report.tokens, ...following] }
}

test('the parts are the whole', () => {
  const { report, following, all } = read(TEXT)
  expect(following.length).toBeGreaterThan(10)
  expect(report.frontMatter['title']).toBe('Long')
  expect(all).toEqual([...parseReport(TEXT, RULES, URL).tokens])
})

test('the rest begins where it says', () => {
  const { restAt, following } = read(TEXT)
  const body = TEXT.slice(TEXT.indexOf('---\n', 4) + 4)
  expect(body.slice(restAt).startsWith(following[0]?.raw ?? '-')).toBe(true)
})

test('what the end defines is a link at the beginning', () => {
  const { report } = read(TEXT.replace('# A long report', '# A long report\n\nSee [far] &amp; on.'))
  const paragraph = report.tokens.find((token) => token.type === 'paragraph')
  expect(paragraph?.tokens?.[1]).toMatchObject({ type: 'link', href: 'https://example.org/far' })
  expect(paragraph?.tokens?.[2]).toMatchObject({ text: ' & on.' })
})

test('a rule that must see all of it does', () => {
  const { report, following } = read(`[^a]\n\n${TEXT}\n[^a]: Words.\n`)
  expect(following).toEqual([])
  expect(report.tokens.at(-1)?.piece?.name).toBe('footnotes')
})

test('what is too deep is text', () => {
  const { report, following } = read('>'.repeat(100_000))
  expect(report.unread).toBe(true)
  expect(following).toEqual([])
})
