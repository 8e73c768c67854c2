import { chromium } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findChromium } from './chromium.ts'
import { quiet, startWorld, type World } from './world.ts'

/* Browsers that give less than Gam would like. */

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

test('a full disk costs offline reading, never the report, and is said', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const tools = await context.newCDPSession(page)
  const origin = new URL(world.site.url).origin
  await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await page.locator('[data-failure="storage-full"]').waitFor()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown p').first().waitFor()
  await quiet(world)
  await page.locator('[data-failure="storage-full"]').waitFor()
  expect(await page.locator('h1').count()).toBe(1)
  await context.close()
})

test('without a secure context Gam says what is missing, and reads', async () => {
  const { path } = findChromium()
  const browser = await chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [
      '--disable-background-networking',
      '--host-resolver-rules=MAP gam.test 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  try {
    const page = await browser.newPage()
    const site = world.site.url.replace('127.0.0.1', 'gam.test')
    await page.goto(site + REPORT)
    await page.locator('.markdown p').first().waitFor()
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await page.goto(`${site}?settings`)
    await page.getByText(/not opened over https/).waitFor()
    await page.goto(site)
    await page.locator('.entry').first().waitFor()
  } finally {
    await browser.close()
  }
})
