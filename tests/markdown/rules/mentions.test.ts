// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { rulesFor } from '../../../src/markdown/rules.ts'
import { mentions } from '../../../src/markdown/rules/mentions.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import { show } from '../show.ts'

const REPOSITORY = 'https://github.com/owner/repo'
const read = (text: string, repository?: string) => parseReport(text, [mentions], repository)
const linksIn = (text: string) =>
  [...show(read(text, REPOSITORY)).querySelectorAll('a[href]:not([data-gam])')].map((link) => [
    link.textContent,
    link.getAttribute('href'),
  ])

test('accounts, issues and issues elsewhere', () => {
  for (const [text, href] of [
    ['@some-one', 'https://github.com/some-one'],
    ['#12', 'https://github.com/owner/repo/issues/12'],
    ['other/re.po#7', 'https://github.com/other/re.po/issues/7'],
  ] as const) {
    expect(wantsRules(text)).toBe(true)
    expect(linksIn(`**by** ${text}, (${text})`), text).toEqual([
      [text, href],
      [text, href],
    ])
    expect(linksIn(`- ${text}\n\n| ${text} |\n|---|`)).toHaveLength(2)
  }
  expect(linksIn('&copy; @one')).toEqual([['@one', 'https://github.com/one']])
})

test('not what is a part of something else', () => {
  for (const text of [
    'a@b @ @-a @types/node @@a b/@c',
    'a#1 ##1 #1a #a #012 &#35; #1-2 a/b/c#1',
    '`@a #1` <code>@a #1</code> <kbd>#1</kbd>',
    '\\@a \\#1',
  ]) {
    expect(linksIn(text), text).toEqual([])
  }
  expect(linksIn('[@a #1](b) <a href="c">@a</a> https://example.org/#1')).toHaveLength(3)
})

test('a tag that is never closed ends with its paragraph', () => {
  expect(linksIn('<code>@a\n\n@b')).toEqual([['@b', 'https://github.com/b']])
  expect(linksIn('<a name="x"></a>\n\n@b')).toHaveLength(1)
})

test('headings keep their ids, and facts their text', () => {
  const text = '# Ask @gordon about #12'
  const parsed = read(text, REPOSITORY)
  expect(headingsOf(parsed.tokens)).toEqual(headingsOf(parseReport(text).tokens))
  expect(show(parsed).querySelector('h1')?.id).toBe('user-content-ask-gordon-about-12')
  expect(read(text).tokens).toEqual(parseReport(text).tokens)
})

test('only for those who like them', async () => {
  expect(await rulesFor('@a', 'links')).toContain(mentions)
  expect(await rulesFor('@a :tada:', 'text')).not.toContain(mentions)
})
