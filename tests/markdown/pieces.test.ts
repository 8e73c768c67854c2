// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { renderReport } from '../../src/markdown/render.ts'
import type { MarkdownToken } from '../../src/model/markdown.ts'
import { ALLOWED, faultsOf } from '../hostile/faults.ts'
import { show } from './show.ts'

const text = (words: string): MarkdownToken => ({ type: 'text', raw: words, text: words })

test('a piece has Gam’s attributes and what stands in it is rendered like the rest', () => {
  const parsed = parseReport('before\n\nafter')
  const piece: MarkdownToken = {
    type: 'piece',
    raw: '',
    piece: { element: 'div', name: 'card', attributes: { 'data-gam-key': '"><script>' } },
    tokens: parseReport('## Inside\n\n- <b onclick="x">bold</b>').tokens,
  }
  const page = show({ ...parsed, tokens: [...parsed.tokens.slice(0, 1), piece] })
  const card = page.querySelector('[data-gam="card"]')
  expect(card?.getAttribute('data-gam-key')).toBe('"><script>')
  expect([...(card?.attributes ?? [])].map((one) => one.name)).toEqual(['data-gam', 'data-gam-key'])
  expect(card?.querySelector('h2')?.id).toBe('user-content-inside')
  expect(card?.querySelector('b')?.outerHTML).toBe('<b>bold</b>')
})

test('a piece in running text', () => {
  const piece: MarkdownToken = {
    type: 'piece',
    raw: '',
    piece: { element: 'span', name: 'word' },
    tokens: [text('said')],
  }
  const paragraph: MarkdownToken = { type: 'paragraph', raw: '', tokens: [text('I '), piece] }
  const page = show({ ...parseReport(''), tokens: [paragraph] })
  expect(page.innerHTML).toBe('<p>I <span data-gam="word">said</span></p>\n')
})

test('a report cannot make one', () => {
  for (const mark of ['0', '-0', 'undefined-0', '']) {
    const page = show(parseReport(`<div data-gam-piece="${mark}" data-gam="card">x</div>`))
    expect(page.innerHTML.trim()).toBe('<div>x</div>')
  }
})

test('the id of a heading that stands above the report counts', () => {
  const rendered = renderReport(parseReport('## Foo\n\n## Bar'), {
    link: (href) => ({ href, kind: 'external' }),
    picture: () => ({ kind: 'none' }),
    titleHeading: 'Foo',
  })
  expect(rendered.titleId).toBe('user-content-foo')
  expect(rendered.headings.map((one) => one.id)).toEqual(['foo-1', 'bar'])
})

test.each([
  '<img src="https://evil.example/track.png"',
  '<input type="password"',
  '<a href="?settings"',
  '<div class="x"',
  '<div',
  '<span',
])('a tag left open does not become a piece: %j', (open) => {
  for (const text of ['> [!note]\n> x', 'https://youtu.be/aaaaaaaaaaa', '$$\nx\n$$']) {
    const page = show(parseReport(`<div>\n${open}\n\n${text}`, RULES), {
      picture: (url) => ({ kind: 'withheld', url }),
    })
    expect(page.querySelector(':is(img, input, a)[data-gam]:not([data-gam="withheld"])')).toBeNull()
    expect(page.querySelector('[src], input')).toBeNull()
  }
})

test.each([
  '<img src="x.png"',
  '<b title="x',
  "<b title='x",
  '<b title=',
  '<b title',
  '<div',
  '</b',
])('a tag left open does not tear a piece apart: %j', (open) => {
  for (const text of ['> [!note]\n> x', '::: tip\nx\n:::', 'https://youtu.be/aaaaaaaaaaa']) {
    const page = show(parseReport(`<div>\n${open}\n\n${text}`, RULES))
    expect(faultsOf(page, ALLOWED)).toEqual([])
    expect(page.querySelector('[data-gam]:is([data-gam-kind], [data-gam-video-id])')).not.toBeNull()
  }
})
