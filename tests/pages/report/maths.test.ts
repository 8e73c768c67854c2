// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { maths } from '../../../src/markdown/rules/maths.ts'
import { showMaths } from '../../../src/pages/report/maths.ts'
import { show } from '../../markdown/show.ts'

const watched: Element[] = []
beforeAll(() => {
  // jsdom knows neither MathML nor sizes.
  Object.defineProperty(Element.prototype, 'style', { get: () => ({}) })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = (element: Element) => void watched.push(element)
      disconnect = () => void watched.splice(0)
    },
  )
})

const pageOf = (text: string) => show(parseReport(text, [maths]))
const enliven = (page: HTMLElement) => showMaths(page, {} as Gam, {} as OpenedReport)
const drawnIn = (page: HTMLElement) =>
  [...page.querySelectorAll('[data-gam="math"]')].map(
    (place) => place.querySelector('annotation')?.textContent ?? null,
  )

test('formulas are drawn one after the other; what cannot be drawn stays and says so', async () => {
  const page = pageOf('$x$ and $\\nope$ and\n\n$$\ny\n$$')
  enliven(page)
  expect(drawnIn(page)).toEqual(['x', null, null])
  await expect.poll(() => drawnIn(page)).toEqual(['x', null, 'y'])
  const left = page.querySelectorAll('[data-gam="math"]')[1]
  expect(left?.textContent).toBe('\\nope')
  expect(left?.getAttribute('title')).toBe('This formula cannot be drawn')
  expect(page.querySelector('[data-gam-display="block"] > math[display="block"]')).not.toBeNull()
})

test('a button that another guest has put beside the TeX is no part of it', async () => {
  const page = pageOf('$$\ny\n$$')
  page.querySelector('pre')?.insertAdjacentHTML('afterend', '<button>Copy</button>')
  enliven(page)
  await expect.poll(() => drawnIn(page)).toEqual(['y'])
  expect(page.querySelector('button')).toBeNull()
})

test('stopped it draws no more, and goes on where it is started again', async () => {
  const page = pageOf('$x$ and $y$')
  enliven(page)()
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(drawnIn(page)).toEqual(['x', null])
  expect(watched).toEqual([])
  const first = page.querySelector('math')
  enliven(page)
  await expect.poll(() => drawnIn(page)).toEqual(['x', 'y'])
  expect(page.querySelector('math')).toBe(first)
  await expect.poll(() => watched.length).toBe(2)
})

test('a report whose formulas take too long keeps the rest as TeX', async () => {
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 2_000))
  const page = pageOf('$x$ and $y$ and $z$')
  enliven(page)
  await expect.poll(() => drawnIn(page), { timeout: 10_000 }).toEqual(['x', 'y', null])
  await new Promise((resolve) => setTimeout(resolve, 50))
  clock.mockRestore()
  expect(drawnIn(page)).toEqual(['x', 'y', null])
})
