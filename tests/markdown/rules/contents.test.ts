// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { expectWanted, shown } from './shown.ts'

const HEADINGS = '\n\n# The title\n\n## A & *b*\n\n### C\n\n## D `e`\n\n## D `e`\n'

test.each(['[[toc]]', '[TOC]', '[[_TOC_]]', '* TOC\n{:toc}', '1. any words\n{:toc .wide}'])(
  '%j is a list of links to the headings',
  (sign) => {
    const page = shown(sign + HEADINGS)
    const box = page.querySelector('[data-gam="contents"]')
    expect(box?.getAttribute('role')).toBe('navigation')
    const nested = (list: Element | null | undefined): unknown =>
      [...(list?.children ?? [])].map((item) => {
        const link = item.querySelector('a')
        const inner = item.querySelector('ul')
        return [link?.textContent, link?.getAttribute('href'), ...(inner ? [nested(inner)] : [])]
      })
    expect(nested(box?.querySelector('ul'))).toEqual([
      ['A & b', '#a--b', [['C', '#c']]],
      ['D e', '#d-e'],
      ['D e', '#d-e-1'],
    ])
    expectWanted(sign)
    expect(box?.nextElementSibling?.tagName).toBe('H1')
  },
)

test('once, and nothing where there are no headings', () => {
  expect(
    shown(`[[toc]]\n\n[[toc]]${HEADINGS}`).querySelectorAll('[data-gam="contents"]'),
  ).toHaveLength(1)
  expect(shown('[[toc]]\n\nText').innerHTML).toBe('<p>Text</p>\n')
})

test('words about it stay', () => {
  const page = shown(`Write \`[[toc]]\` or [[toc]] here.${HEADINGS}`)
  expect(page.querySelector('p')?.textContent).toBe('Write [[toc]] or [[toc]] here.')
})

test('of thousands of headings it lists the upper levels, as far as they go', () => {
  const listed = (text: string) =>
    [...shown(text).querySelectorAll('[data-gam="contents"] a')].map((one) => one.textContent)
  const chapters = '## Chapter\n\n### Section\n\n### Section\n\n'.repeat(500)
  expect(listed(`[[toc]]\n\n${chapters}`)).toEqual(Array(500).fill('Chapter'))
  expect(listed(`[[toc]]\n\n${'## Chapter\n\n'.repeat(1500)}`)).toHaveLength(1000)
})
