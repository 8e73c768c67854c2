// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { expectWanted, shown, wordsOf } from './shown.ts'

const CARDS = [
  '<SiteInfo name="Pier > quay" desc="All &amp; more" url="https://www.example.org/a" logo="x.png" />',
  '<SiteInfo\n  name="Pier > quay"\n  desc="All &amp; more"\n  url="https://www.example.org/a"\n  preview="x.png"/>',
  '```component VPCard\n{"title": "Pier > quay", "desc": "All & more", "link": "https://www.example.org/a"}\n```',
  '```component VPCard\ntitle: "Pier > quay"\ndesc: All & more\nlink: https://www.example.org/a\n```',
]

test.each(CARDS)('%j is a card', (text) => {
  const page = shown(`Before\n\n${text}\n\nAfter`)
  const card = page.querySelector('[data-gam="card"]')
  const link = card?.querySelector('a')
  expect(link?.textContent).toBe('Pier > quay')
  expect(link?.getAttribute('href')).toBe('https://www.example.org/a')
  expect([...(card?.children ?? [])].map((one) => one.textContent)).toEqual([
    'Pier > quay',
    'All & more',
    'example.org',
  ])
  expect(page.querySelector('img')).toBeNull()
  expect([...page.children].map((one) => one.tagName)).toEqual(['P', 'DIV', 'P'])
  expectWanted(text)
})

test('in running text it stands between paragraphs', () => {
  const page = shown('a <SiteInfo name="x" url="y.md"/> b\n<Badge text="new" /> c')
  expect([...page.children].map((one) => one.tagName)).toEqual(['P', 'DIV', 'P'])
  expect(page.lastElementChild?.textContent.trim()).toBe('b\nnew c')
})

test('a card is no running text, and its address is one of the report’s', () => {
  const parsed = parseReport(`${CARDS[0] ?? ''}\n\nText.`, RULES)
  const facts = makeFacts('a'.repeat(40) as Sha, parsed, headingsOf(parsed.tokens))
  expect(facts.excerpt).toBe('Text.')
  expect(facts.links).toEqual(['https://www.example.org/a'])
})

test('an address that can run is none', () => {
  const link = shown('<SiteInfo name="x" url="javascript:alert(1)"/>').querySelector('a')
  expect(link?.textContent).toBe('x')
  expect(link?.hasAttribute('href')).toBe(false)
})

test.each([
  ['[<FontIcon icon="a"/>b (<FontIcon icon="c"/>`d`)](e)', 'b (d)'],
  ['a <Badge type="tip" text="1.2 & up"/> b', 'a 1.2 & up b'],
  ['<CodeTabs>\n\na\n\n</CodeTabs>', 'a'],
  ['# <FontIcon icon="a"/>B', 'B'],
])('%s leaves its words', (text, words) => {
  expect(wordsOf(text)).toBe(words)
  expectWanted(text)
})

test('HTML and code stay', () => {
  expect(
    shown('<Details><Summary>a</Summary>b</Details>').querySelector('summary')?.textContent,
  ).toBe('a')
  expect(wordsOf('`<FontIcon/>`\n\n```component\nx\n```\n\n```component A\n{"a": 1}\n```')).toBe(
    '<FontIcon/>\nx\n{"a": 1}',
  )
})
