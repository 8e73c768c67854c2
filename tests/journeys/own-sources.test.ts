import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsTo, quiet, startWorld, type World } from './world.ts'

/* What the reader adds to the library and takes out of it. */

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

async function openLibrary(): Promise<Page> {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  await page.getByText('+ Add a repository').click()
  return page
}

async function add(page: Page, address: string): Promise<void> {
  await page.getByLabel('An address on GitHub').fill(address)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

const all = (page: Page) => page.getByRole('button', { name: /^All/ }).innerText()

test('a folder of a branch with a slash in its name, and one of a default branch of old, are added as what they mean', async () => {
  const page = await openLibrary()
  await add(page, 'https://github.com/gam-sample/summits/tree/notes/autumn/src/events')
  await page.locator('a[href*="autumn-ideas.md"]').first().waitFor()
  await add(page, 'github.com/gam-sample/summits/tree/master/src')
  await page.locator('a[href="?gam-sample/summits/blob/HEAD/src/index.md"]').first().waitFor()
  await page.reload()
  await page.locator('a[href*="autumn-ideas.md"]').first().waitFor()
  await quiet(world)
  expect(await page.locator('.failure').count()).toBe(0)
  await page.context().close()
})

test('a repository that is not there is not added, and what is there already is said to be', async () => {
  const page = await openLibrary()
  const before = await all(page)
  await add(page, 'gam-sample/nowhere')
  await page
    .locator('#add-problem')
    .getByText(/gam-sample\/nowhere/)
    .waitFor()
  await add(page, 'https://github.com/gam-sample/toolkit/tree/main/docs/guides')
  await page.getByText('This library has it already, in “Toolkit handbook”.').waitFor()
  await add(page, '?gam-sample/toolkit/tree/HEAD/docs/guides')
  await page.getByText('This library has it already, in “Toolkit handbook”.').waitFor()
  expect(await all(page)).toBe(before)
  await page.context().close()
})

test('without a network it is added all the same, and can be removed where nothing is there; the focus stays in the page', async () => {
  const page = await openLibrary()
  await page.context().setOffline(true)
  await add(page, 'gam-sample/nowhere')
  await page.getByRole('button', { name: /gam-sample\/nowhere/ }).waitFor()
  await page.context().setOffline(false)
  await page.reload()
  const failed = page.getByRole('region', { name: 'gam-sample/nowhere' })
  await failed.waitFor()
  await quiet(world)
  world.github.clear()
  await page.reload()
  await failed.waitFor()
  await quiet(world)
  expect(callsTo(world, 'api')).toEqual([])
  await failed.getByRole('button', { name: 'Remove from this library' }).click()
  await expect.poll(() => failed.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await page.context().close()
})
