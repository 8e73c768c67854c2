import { afterAll, beforeAll, expect, test } from 'vitest'
import { join } from 'node:path'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

const WORKSHOP = '?gam-sample/summits/blob/HEAD/src/blog/_posts/2017-07-10-signing-workshop.md'

const RARE = ['c++\nint main() { return 0; }', 'zig\nconst x = 1;', 'kt\nval x = 1']
  .map((block) => '```' + block + '\n```\n')
  .join('\n')

async function rareRepository(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'rare.git')
  await makeRepository(gitDir, [{ files: { 'rare.md': RARE } }])
  return [{ name: 'gam-sample/rare', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: rareRepository })
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

test('rare languages bring their own grammars, which are there without a network after one visit', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const grammars = new Set<string>()
  page.on('response', (response) => {
    const name = /assets\/(cpp|zig|kotlin|swift)-/.exec(response.url())?.[1]
    if (name) grammars.add(name)
  })
  const coloured = () => page.locator('pre > code:has([data-gam="hl-keyword"])').count()
  await page.goto(`${world.site.url}?gam-sample/rare/blob/HEAD/rare.md`)
  await expect.poll(coloured).toBe(3)
  expect([...grammars].sort()).toEqual(['cpp', 'kotlin', 'zig'])
  await shellStored(page)
  await quiet(world)
  await world.site.stop()
  await context.setOffline(true)
  try {
    await page.reload()
    await expect.poll(coloured).toBe(3)
  } finally {
    await world.site.start()
  }
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
