import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listenForTrouble, startWorld, type World } from './world.ts'

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const editor = (page: Page) => page.getByRole('textbox', { name: /^Text of/ })
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })
const saved = (page: Page) => page.getByText(/^saved( on this device)?,/).waitFor()

/** Opens a report and begins an edit of it. */
async function begin(page: Page, address = REPORT): Promise<void> {
  await page.goto(world.site.url + address)
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await editor(page).waitFor()
}

/** At the end of the text. */
async function type(page: Page, words: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
}

test('what is typed is shown beside it, and a reload keeps it and its undo', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await begin(page)
  expect(page.url()).toMatch(/\?edit=[a-z][a-z0-9]{9}$/)
  await type(page, '\n\nA *new* point.')
  await preview(page).getByText('A new point.').waitFor()
  await saved(page)
  await page.reload()
  await preview(page).getByText('A new point.').waitFor()
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => preview(page).textContent()).not.toContain('A new point.')
  await page.keyboard.press('ControlOrMeta+y')
  await preview(page).getByText('A new point.').waitFor()
  expect(trouble).toEqual([])
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  await preview(page).getByText('A new point.').waitFor()
  await context.close()
})
