// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { blocksOf } from '../../../src/facts/blocks.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { rulesFor } from '../../../src/markdown/rules.ts'
import { emoji } from '../../../src/markdown/rules/emoji.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import { show } from '../show.ts'

const read = (text: string) => parseReport(text, [emoji])
const shown = (text: string) => show(read(text)).textContent?.trim()

test('names become characters, in running text of every kind', async () => {
  for (const [text, expected] of [
    [':tada: done', '🎉 done'],
    [':+1::-1:', '👍👎'],
    ['a *:white_check_mark:* [:rocket:](b)', 'a ✅ 🚀'],
    ['&copy; :tada: &amp;', '© 🎉 &'],
    ['| :tada: |\n|---|\n| :1st_place_medal: |', '🎉\n\n\n🥇'],
    ['- [x] :tada:', '🎉'],
  ] as const) {
    expect(shown(text)?.replace(/\s+/g, ' '), text).toBe(expected.replace(/\s+/g, ' '))
    expect(wantsRules(text), text).toBe(true)
    expect(await rulesFor(text)).toContain(emoji)
  }
})

test('code, addresses, escapes and what is no name stay', () => {
  for (const text of [
    '`:tada:`',
    'https://example.org/:tada:',
    ':nope:',
    // GitHub has a picture for it, whose words are these.
    ':octocat:',
    ':constructor:',
    '10:30:15',
  ]) {
    expect(shown(text), text).toBe(text.replaceAll('`', ''))
  }
  expect(shown('\\:tada:')).toBe(':tada:')
  expect(show(read('![:tada:](a.png)')).querySelector('img')?.alt).toBe(':tada:')
})

test('a heading shows the character and keeps GitHub’s id, in the page and in facts', () => {
  const parsed = read('# :rocket: Launch')
  expect(headingsOf(parsed.tokens)).toEqual([{ depth: 1, text: '🚀 Launch', id: 'rocket-launch' }])
  const page = show(parsed)
  expect(page.querySelector('h1')?.id).toBe('user-content-rocket-launch')
  expect(page.querySelector('h1')?.textContent).toBe('🚀 Launch')
  expect(page.querySelector('h1 + a')?.getAttribute('aria-label')).toBe(
    'Link to this heading: 🚀 Launch',
  )
})

test('facts read the character', () => {
  expect(blocksOf(read('It is :tada:.').tokens, '---').map(({ text }) => text)).toEqual([
    'It is 🎉.',
  ])
})

test('the table stays away from a text without names', async () => {
  expect(await rulesFor('no: names: here')).not.toContain(emoji)
})
