// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { blocksOf } from '../../../src/facts/blocks.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { footnotes } from '../../../src/markdown/rules/footnotes.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import { show } from '../show.ts'

const read = (text: string) => parseReport(text, [footnotes])

test('a reference leads to its note, and the note back to each reference', () => {
  const text = 'One[^a], two[^b], one again[^A].\n\n[^b]: *Two*\n[^a]: One\n'
  expect(wantsRules(text)).toBe(true)
  const page = show(read(text))
  const references = [...page.querySelectorAll('[data-gam="footnote"] a')]
  expect(references.map((one) => [one.textContent, one.getAttribute('href'), one.id])).toEqual([
    ['1', '#fn-a', 'user-content-fnref-a'],
    ['2', '#fn-b', 'user-content-fnref-b'],
    ['1', '#fn-a', 'user-content-fnref-a-2'],
  ])
  const notes = [...page.querySelectorAll('[data-gam="footnotes"] > ol > li')]
  expect(notes.map((one) => one.id)).toEqual(['user-content-fn-a', 'user-content-fn-b'])
  expect(notes[1]?.querySelector('em')?.textContent).toBe('Two')
  const back = [...(notes[0]?.querySelectorAll('a') ?? [])]
  expect(back.map((one) => [one.getAttribute('aria-label'), one.getAttribute('href')])).toEqual([
    ['Back to reference 1', '#fnref-a'],
    ['Back to reference 1-2', '#fnref-a-2'],
  ])
  const label = page.querySelector('[role="heading"][aria-level="2"]')
  expect(label?.textContent).toBe('Footnotes')
  expect(references.map((one) => one.getAttribute('aria-describedby'))).toEqual(
    Array(3).fill(label?.id),
  )
})

test('a note goes on in lines indented by two spaces, and in paragraphs indented by four', () => {
  const page = show(
    read('a[^1] b[^2]\n\n[^1]: First line.  \n  Second line.\n[^2]: One.\n\n    Two.\n\nText.'),
  )
  const notes = [...page.querySelectorAll('li')]
  expect(notes[0]?.querySelector('br')?.nextSibling?.textContent?.trim()).toBe('Second line.')
  expect([...(notes[1]?.querySelectorAll('p') ?? [])].map((one) => one.textContent)).toEqual([
    'One.',
    'Two. ↩',
  ])
  expect(page.querySelector('[data-gam="footnotes"]')?.previousElementSibling?.textContent).toBe(
    'Text.',
  )
})

test('what is not defined stays as it is written, and what is not spoken of is not shown', () => {
  expect(show(read('a[^1] `[^2]`\n\n[^2]: hidden')).textContent?.trim()).toBe('a[^1] [^2]')
})

test('names of notes are text', () => {
  const page = show(read('a[^"><img/src=x>]\n\n[^"><img/src=x>]: b'))
  expect(page.querySelector('img')).toBeNull()
  expect(page.querySelector('li')?.id).toBe('user-content-fn-"><img/src=x>')
})

test('a heading keeps one id in the page and in facts', () => {
  const parsed = read('# Heading[^1]\n\n[^1]: note')
  const id = headingsOf(parsed.tokens)[0]?.id
  expect(show(parsed).querySelector('h1')?.id).toBe(`user-content-${id}`)
})

test('numbers and arrows are no part of what the author says', () => {
  const parsed = read('Said[^1].\n\n[^1]: Noted.')
  expect(blocksOf(parsed.tokens, '---').map(({ text }) => text)).toEqual(['Said.', 'Noted.'])
})

test('many paragraphs and definitions take no time', () => {
  const text = 'a\n# b\n'.repeat(20_000) + '[^1]: x\n'.repeat(20_000) + '[^2]'
  expect(read(text).tokens.length).toBeGreaterThan(20_000)
})

test('text that is too deep is shown as it is', () => {
  for (let depth = 100; depth < 10_000; depth *= 1.2) {
    const parsed = read('>'.repeat(depth) + ' a[^1]\n\n[^1]: b')
    expect(parsed.tokens[0]?.type).toMatch(/^(?:blockquote|code)$/)
  }
})

test('of thousands of references the last stay as they were written', () => {
  const page = show(read('[^a] '.repeat(3000) + '\n\n[^a]: Words.'))
  expect(page.querySelectorAll('[data-gam="footnote"]')).toHaveLength(2000)
  expect(page.querySelectorAll('li a')).toHaveLength(2000)
  expect(page.textContent.match(/\[\^a\]/g)).toHaveLength(1000)
})
