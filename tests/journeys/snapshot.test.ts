import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './axe.ts'
import { siteWithSnapshot } from './with-snapshot.ts'
import { callsTo, listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

const SUMMIT = 'gam-sample/toolkit/blob/HEAD/reports/2017-06-19-summit.md'
const SUMMIT_PAGE = 'r/gam-sample/toolkit/reports/2017-06-19-summit.html'
const NEVER_OPENED = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

let world: World
let folder: string
beforeAll(async () => {
  world = await startWorld({ base: '/gam/' })
  folder = await siteWithSnapshot(world, world.sample.library)
  world.site.setFolder(folder)
})
afterAll(() => world.close())

test('a first visit to a library with a snapshot asks GitHub nothing, and all of it opens without a network', async () => {
  world.github.reset()
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  await expect.poll(() => world.site.paths().some((path) => path.endsWith('.pack'))).toBe(true)
  await quiet(world)
  await page.waitForTimeout(1_000)
  expect([...callsTo(world, 'api'), ...callsTo(world, 'raw')]).toEqual([])
  await world.github.stop()
  await world.site.stop()
  try {
    await page.goto(world.site.url + NEVER_OPENED)
    await page.locator('.markdown p').first().waitFor()
  } finally {
    await world.site.start()
    await world.github.start()
  }
  await context.close()
})

test('a first visitor’s list has authors before any text has come, and a first search finds words deep in a text', async () => {
  world.github.reset()
  world.site.clear()
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  // A browser that is to spend little data gets no texts of its own accord: only the host's shard knows their words.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  })
  await page.goto(world.site.url)
  await page.locator('.entry', { hasText: 'Ishmael Hussey' }).first().waitFor()
  expect(world.site.paths().filter((path) => /shard|\.pack$/.test(path))).toEqual([])
  await page.goto(`${world.site.url}?search=bootable`)
  await expect.poll(() => page.locator('main ol > li').allInnerTexts()).toHaveLength(1)
  await quiet(world)
  expect([...callsTo(world, 'api'), ...callsTo(world, 'raw')]).toEqual([])
  expect(world.site.paths().some((path) => path.endsWith('.shard'))).toBe(true)
  expect(trouble).toEqual([])
  await context.close()
})

test('a report’s link is its static page, which reads without a program and shows a card', async () => {
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await world.newContext({ permissions })
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto(`${world.site.url}?${SUMMIT}#wireguard`)
  expect(world.site.paths().some((path) => path.endsWith('snapshot-pages.json'))).toBe(false)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const address = `${world.site.url}${SUMMIT_PAGE}#user-content-wireguard`
  await expect.poll(copied).toBe(address)
  const title = await page.locator('h1').innerText()
  const words = await page.locator('.markdown p').first().innerText()

  const bare = await world.newContext({ javaScriptEnabled: false })
  const still = await bare.newPage()
  await still.goto(address)
  expect(await still.locator('.markdown p').first().innerText()).toBe(words)
  expect(await still.locator('meta[property="og:title"]').getAttribute('content')).toBe(title)
  expect(
    await still.locator('meta[property="og:description"]').getAttribute('content'),
  ).toBeTruthy()
  await still.getByRole('link', { name: 'All reports' }).click()
  await still.getByRole('link', { name: title, exact: true }).first().click()
  expect(still.url()).toBe(world.site.url + SUMMIT_PAGE)
  await bare.close()

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(address)
    expect(await axeFindings(page)).toEqual([])
  }
  await page.getByRole('link', { name: /Read it in Gam/ }).click()
  await page.locator('.markdown p').first().waitFor()
  expect(page.url()).toBe(`${world.site.url}?${SUMMIT}`)
  expect(trouble).toEqual([])

  // In a tunnel the same link opens what this browser has.
  const id = await page.locator('.markdown :is(h2, h3)[id]').last().getAttribute('id')
  await context.setOffline(true)
  await page.goto(`${world.site.url}${SUMMIT_PAGE}#${id}`)
  await page.locator('.markdown p').first().waitFor()
  expect(page.url().split('#')[0]).toBe(`${world.site.url}?${SUMMIT}`)
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(id)
  await context.close()
})
