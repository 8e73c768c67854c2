// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { expectWanted, shown } from './shown.ts'

const TEXT = `# HTML, HTML5 and C++

An *HTML* page, \`HTML\` and XHTML.
*[HTML]: Hyper & "text" <b>
*[C++]: A language
*[W3C]:
By the W3C.
`

test('a word that is explained says so wherever it stands', () => {
  const page = shown(TEXT)
  const marked = [...page.querySelectorAll('abbr')].map((one) => [one.textContent, one.title])
  expect(marked).toEqual([
    ['HTML', 'Hyper & "text" <b>'],
    ['C++', 'A language'],
    ['HTML', 'Hyper & "text" <b>'],
    ['W3C', ''],
  ])
  expect(page.textContent).not.toContain('*[')
  expectWanted(TEXT)
})

test('headings are what they were', () => {
  expect(headingsOf(parseReport(TEXT, RULES).tokens)).toEqual([
    { depth: 1, text: 'HTML, HTML5 and C++', id: 'html-html5-and-c' },
  ])
  expect(shown(TEXT).querySelector('h1')?.id).toBe('user-content-html-html5-and-c')
})

test.each(['*[ab](b)*: c', '```\n*[A]: b\n```\nA, b', '- *[A]* : b'])(
  '%j explains nothing',
  (text) => {
    expect(shown(text).querySelector('abbr')).toBeNull()
    expect(shown(text).textContent).toContain('b')
  },
)
