// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { copyCode } from '../../../src/pages/report/copy-code.ts'
import { show } from '../../markdown/show.ts'

afterEach(() => vi.unstubAllGlobals())

const TEXT = '- in a list\n\n  ```go\n  one\n\n  two\n  ```\n\n<pre>raw</pre>'

function enlivened(writeText: (text: string) => Promise<void>) {
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const page = show(parseReport(TEXT))
  const before = page.innerHTML
  return { page, before, stop: copyCode(page, {} as Gam, {} as OpenedReport) }
}
const status = (page: Element) => page.querySelector('[role="status"]')?.textContent

test('each block of code has a button beside it that copies it and says so', async () => {
  const copied: string[] = []
  const { page, before, stop } = enlivened((text) => Promise.resolve(void copied.push(text)))
  const buttons = page.querySelectorAll<HTMLButtonElement>('button[data-gam="copy"]')
  expect(buttons).toHaveLength(2)
  expect(page.querySelector('pre button')).toBeNull()
  expect(status(page)).toBe('')
  buttons[0]?.click()
  await vi.waitFor(() => expect(status(page)).toBe('Copied'))
  expect(buttons[0]?.textContent).toBe('Copied')
  expect(buttons[1]?.textContent).toBe('Copy')
  expect(copied).toEqual(['one\n\ntwo'])
  stop()
  expect(page.innerHTML).toBe(before)
})

test('a browser that refuses is believed', async () => {
  const { page } = enlivened(() => Promise.reject(new Error('no')))
  page.querySelector<HTMLButtonElement>('button')?.click()
  await vi.waitFor(() => expect(status(page)).toBe('Not copied'))
})

test('no button where there is no clipboard', () => {
  vi.stubGlobal('navigator', {})
  const page = show(parseReport(TEXT))
  copyCode(page, {} as Gam, {} as OpenedReport)
  expect(page.querySelector('button')).toBeNull()
})
