// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import { createRenderer, renderReport, type Rendered } from '../../../src/markdown/render.ts'
import { rulesFor } from '../../../src/markdown/rules.ts'
import { showBelow, splitScreen } from '../../../src/pages/report/first-screen.ts'
import { longReport } from '../../journeys/long-report.ts'

const OPTIONS = {
  link: (href: string) => ({ href, kind: 'external' as const }),
  picture: () => ({ kind: 'none' as const }),
}

beforeEach(() => document.body.replaceChildren())

/** The report as it stands when the rest has come, and what is left when it is taken away. */
async function inSteps(text: string) {
  const parsed = parseReport(text, await rulesFor(text))
  const [screen, below] = splitScreen(parsed.tokens)
  const render = createRenderer(OPTIONS)
  const body = document.createElement('div')
  body.innerHTML = String(render(screen).html)
  const first = body.innerHTML
  let takeBack = () => {}
  const { headings } = await new Promise<Rendered>((resolve) => {
    takeBack = showBelow(body, () => render(below), resolve)
    expect(body.dataset['gamComing']).toBe('')
  })
  const shown = body.innerHTML
  takeBack()
  return { parsed, below, first, shown, headings, left: body.innerHTML, body }
}

const PARAGRAPH = 'What was said, with *emphasis*, and a note[^1] on it, twice. '.repeat(8)
const SECTIONS = Array.from({ length: 20 }, (_, at) => `## Part ${at % 3}\n\n${PARAGRAPH}`)

test.each([
  ['with tables, lists and code', longReport(12_000)],
  [
    'with headings of one name and footnotes',
    `${SECTIONS.join('\n\n')}\n\n[^1]: A note.\n\n> [!NOTE]\n> The end.`,
  ],
])('a report %s is the same in one step and in two', async (_, text) => {
  const { parsed, below, first, shown, headings, left, body } = await inSteps(text)
  const whole = renderReport(parsed, OPTIONS)
  const expected = document.createElement('div')
  expected.innerHTML = String(whole.html)
  expect(below.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThan(shown.length / 2)
  expect(shown).toBe(expected.innerHTML)
  expect(headings).toEqual(whole.headings)
  expect(left).toBe(first)
  expect(body.dataset['gamComing']).toBeUndefined()
})

test('in a tab that nobody sees all of it is there at once', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  const body = document.createElement('div')
  const done = vi.fn()
  const { tokens } = parseReport('The rest.')
  showBelow(body, () => createRenderer(OPTIONS)(tokens), done)
  hidden.mockRestore()
  expect(body.textContent).toContain('The rest.')
  expect(done).toHaveBeenCalledOnce()
})

test('what is taken away before it came does not come', async () => {
  const body = document.createElement('div')
  const render = vi.fn()
  const takeBack = showBelow(body, render, () => undefined)
  takeBack()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(render).not.toHaveBeenCalled()
  expect(body.dataset['gamComing']).toBeUndefined()
})

test.each([
  ['a short report', '# A title\n\nSome words.'],
  ['one whose end is near', `${'Words. '.repeat(520)}\n\nThe end.`],
  ['raw HTML that may be open', `<details>\n\n${SECTIONS.join('\n\n')}\n\n</details>`],
  ['raw HTML in a line', `Some <b>words\n\n${SECTIONS.join('\n\n')}`],
])('%s comes in one step', async (_, text) => {
  const { tokens } = parseReport(text, await rulesFor(text))
  expect(splitScreen(tokens)).toEqual([tokens, []])
})

test('HTML below the first screen and in code is no hindrance', () => {
  const code = '```html\n<b>\n```\n\n'
  const { tokens } = parseReport(`${code}${SECTIONS.join('\n\n')}\n\n<b>bold</b>`)
  const [screen, below] = splitScreen(tokens)
  expect(screen.length).toBeGreaterThan(1)
  expect(below.at(-1)?.raw).toContain('<b>')
})
