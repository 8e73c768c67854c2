// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { expectWanted, shown } from './shown.ts'

const pairs = (text: string) =>
  [...shown(text).querySelectorAll('dl > *')].map(
    (one) => `${one.tagName} ${one.textContent.replace(/\s+/g, ' ').trim()}`,
  )

test.each([
  ['Tide\n: what *comes*\n: and goes\n', ['DT Tide', 'DD what comes', 'DD and goes']],
  ['Tide\n: comes\n\nEbb\n:   goes\nlater\n', ['DT Tide', 'DD comes', 'DT Ebb', 'DD goes later']],
  ['Tide\n: comes\nEbb\n: goes', ['DT Tide', 'DD comes', 'DT Ebb', 'DD goes']],
  ['Tide\nFlood\n: comes', ['DT Tide', 'DT Flood', 'DD comes']],
  ['`tide`\n: comes\n\n    again\n\nText.', ['DT tide', 'DD comes again']],
])('%j is a list of definitions', (text, list) => {
  expect(pairs(text)).toEqual(list)
  expectWanted(text)
})

test('its words may hold links that are defined below, and several paragraphs; what follows stands after it', () => {
  const page = shown('# A\n\nTide\n: see [b]\n\n    again\n- c\n\n[b]: https://example.org')
  expect(page.querySelector('dd a')?.getAttribute('href')).toBe('https://example.org')
  expect(page.querySelectorAll('dd > p')).toHaveLength(2)
  expect(page.querySelector('dl + ul')?.textContent.trim()).toBe('c')
  expect(headingsOf(parseReport('Tide\n: a\n\n# B', RULES).tokens)).toHaveLength(1)
})

test.each([
  'They said this.\n: nothing',
  'a | b\n: - | -',
  '```\nTide\n: comes\n```',
  '    Tide\n    : comes',
  'Tide\n:comes',
  '---\n: comes',
  '- Tide\n\n: comes',
  ': comes',
])('%j is none', (text) => {
  expect(shown(text).querySelector('dl')).toBeNull()
  expect(shown(text).textContent).toContain(text.includes('|') ? '|' : ':')
})
