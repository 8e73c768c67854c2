import { afterAll, beforeAll, expect, test } from 'vitest'
import { inOneFolder, serveMany } from './many-reports.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

const COUNT = 10_000

let world: World
beforeAll(async () => {
  world = await startWorld({ more: (folder) => serveMany(folder, { folder: inOneFolder(COUNT) }) })
})
afterAll(() => world.close())

test('of 10,000 reports in one folder each is on the page, and the last is found, reached by keyboard and opened', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(`${world.site.url}?gam-many/folder/tree/HEAD/reports`)
  const links = page.locator('.entry a')
  await expect.poll(() => links.count()).toBe(COUNT)
  expect(await page.getByText('Report 05000', { exact: true }).count()).toBe(1)

  // A browser's own search in the page, by the name that the types do not have.
  const last = links.last()
  const found = await page.evaluate(() => {
    const { find } = window as unknown as { find(text: string): boolean }
    const isFound = find.call(window, 'Report 09999')
    return isFound && getSelection()?.anchorNode?.parentElement?.closest('a')?.href
  })
  expect(found).toContain('report-09999.md')
  await links.nth(COUNT - 3).focus()
  for (let at = 0; at < 2; at++) await page.keyboard.press('Tab')
  await expect.poll(() => last.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await last.evaluate((one) => one.getBoundingClientRect().top < innerHeight)).toBe(true)
  // What is in view is learnt.
  await page.getByText('Report number 9999', { exact: true }).waitFor()
  await page.locator('.entry').last().getByText('min read').waitFor()

  await page.keyboard.press('Enter')
  await page.locator('.markdown').getByText('Week 9999 of the project').waitFor()
  await page.goBack()
  await expect.poll(() => links.count()).toBe(COUNT)
  await expect.poll(() => last.evaluate((one) => one === document.activeElement)).toBe(true)
  await expect
    .poll(() => last.evaluate((one) => one.getBoundingClientRect().top < innerHeight))
    .toBe(true)
  expect(trouble).toEqual([])
  await context.close()
})
