// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { blocksOf } from '../../../src/facts/blocks.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { alerts } from '../../../src/markdown/rules/alerts.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import { show } from '../show.ts'

const read = (text: string) => parseReport(text, [alerts])
const kindsIn = (text: string) =>
  [...show(read(text)).querySelectorAll<HTMLElement>('[data-gam="alert"]')].map(
    (alert) => alert.dataset['gamKind'],
  )

test('five kinds, in capitals or not, each with its name', () => {
  for (const kind of ['note', 'tip', 'important', 'warning', 'caution']) {
    for (const written of [kind, kind.toUpperCase()]) {
      const text = `> [!${written}]\n> **Mind** this.\n>\n> - and that`
      expect(wantsRules(text)).toBe(true)
      expect(kindsIn(text)).toEqual([kind])
      const page = show(read(text))
      expect(
        page.querySelector('[data-gam="alert-title"]')?.textContent?.trim().toLowerCase(),
      ).toBe(kind)
      expect(page.querySelector('strong')?.textContent).toBe('Mind')
      expect(page.querySelector('li')?.textContent).toContain('and that')
      expect(page.textContent).not.toContain('[!')
    }
  }
})

test('none with words beside it, of another kind, in a list, a quote or another alert', () => {
  for (const text of [
    '> [!NOTE] title\n> text',
    '> [!NOPE]\n> text',
    '- > [!NOTE]\n  > text',
    '> > [!NOTE]\n> > text',
    '> text\n> [!NOTE]',
    '[!NOTE]\ntext',
  ]) {
    expect(kindsIn(text), text).toEqual([])
  }
  expect(kindsIn('> [!NOTE]\n> > [!TIP]\n> > text')).toEqual(['note'])
})

test('its headings have ids like all others, and its name is no part of what the author says', () => {
  const parsed = read('> [!WARNING]\n> # Mind\n> the [gap]\n\n[gap]: /gap')
  expect(show(parsed).querySelector('h1')?.id).toBe('user-content-mind')
  expect(show(parsed).querySelector('a[href="/gap"]')).not.toBeNull()
  expect(blocksOf(parsed.tokens, '---').map(({ text }) => text)).toEqual(['Mind', 'the gap'])
})
