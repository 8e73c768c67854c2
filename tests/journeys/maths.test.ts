import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const HOW_LONG = '?gam-sample/toolkit/blob/HEAD/docs/reference/how-long.md'
/** And one more that cannot be drawn. */
const FORMULAS = 13

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const drawn = (page: Page) =>
  expect.poll(() => page.locator('.markdown math').count(), { timeout: 20_000 }).toBe(FORMULAS)

test('formulas are MathML under the page’s policy, with their TeX; prices are prices', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url + HOW_LONG)
  await drawn(page)
  const first = page.locator('.markdown math').first()
  expect(await first.locator('annotation').textContent()).toBe(String.raw`t = t_0 + n \cdot t_1`)
  expect(await page.locator('.markdown p').first().innerText()).toMatch(
    /with \$5 services .* with \$10;/,
  )
  const left = page.locator('.markdown [data-gam="math"]:not(:has(math))')
  await expect.poll(() => left.getAttribute('title')).toBe('This formula cannot be drawn')
  expect(await left.innerText()).toBe(String.raw`\nosuchcommand{x}`)
  const onOneLine = await page.locator('.markdown math mfrac').first().boundingBox()
  expect(onOneLine?.height).toBeGreaterThan(20)
  expect(trouble).toEqual([])
  await context.close()
})

test('a wide formula scrolls in its place, with the keyboard, and the page does not', async () => {
  const context = await world.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto(world.site.url + HOW_LONG)
  await drawn(page)
  const wide = page.locator('[data-gam="math"]', { hasText: 'F(x)' })
  await expect.poll(() => wide.getAttribute('tabindex')).toBe('0')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await wide.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => wide.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0)
  const narrow = page.locator('[data-gam="math"]', { hasText: 'max' })
  expect(await narrow.getAttribute('tabindex')).toBeNull()
  await context.close()
})

test('they are drawn without a network after one visit', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + HOW_LONG)
  await drawn(page)
  await shellStored(page)
  await quiet(world)
  await world.site.stop()
  await context.setOffline(true)
  try {
    await page.reload()
    await drawn(page)
  } finally {
    await world.site.start()
  }
  await context.close()
})

test.each(['light', 'dark', 'sepia'])('axe finds nothing in %s', async (theme) => {
  const context = await world.newContext({
    bypassCSP: true,
    viewport: { width: 360, height: 800 },
  })
  await context.addInitScript(
    (value) => localStorage.setItem('gam:/:appearance', `theme=${value}`),
    theme,
  )
  const page = await context.newPage()
  await page.goto(world.site.url + HOW_LONG)
  await drawn(page)
  await page.addScriptTag({ path: AXE })
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  })
  expect(found).toEqual([])
  await context.close()
})
