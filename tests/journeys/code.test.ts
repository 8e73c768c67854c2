import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenForTrouble, startWorld, type World } from './world.ts'

const WORKSHOP = '?gam-sample/summits/blob/HEAD/src/blog/_posts/2017-07-10-signing-workshop.md'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('code is coloured and copied, under the page’s policy', async () => {
  const context = await world.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url + WORKSHOP)
  const comment = page.locator('[data-gam="hl-comment"]')
  expect(await comment.textContent()).toBe('# must fail')
  expect(await comment.evaluate((one) => getComputedStyle(one).fontStyle)).toBe('italic')
  const button = page.locator('[data-gam="copy"]').first()
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^export DOCKER_CONTENT_TRUST=1\ndocker pull .*\n.* # must fail$/)
  expect(trouble).toEqual([])
  await context.close()
})

test('with a finger there is no hovering: the button is always to be seen, and large enough', async () => {
  const context = await world.newContext({
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await page.goto(world.site.url + WORKSHOP)
  const button = page.locator('[data-gam="copy"]').first()
  await button.waitFor()
  await button.scrollIntoViewIfNeeded()
  expect(await button.evaluate((one) => getComputedStyle(one).opacity)).toBe('1')
  const box = await button.boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await context.close()
})
