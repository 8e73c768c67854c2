import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../github/build-app.ts'
import { shellStored, startWorld, type World } from './world.ts'

/* A host puts a new release in the place of the old one while people read. */

let world: World
let next: string
beforeAll(async () => {
  world = await startWorld()
  next = await mkdtemp(join(world.folder, 'next-'))
  // Another host makes another release: every file that knows it has a new name.
  const hosts = { web: 'https://next.example', api: world.github.api, raw: world.github.raw }
  await buildApp({ hosts, outDir: next })
})
afterAll(async () => {
  await world.close()
  await rm(next, { recursive: true, force: true })
})

const versionOf = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=gam-version]')?.content)
const caches = (page: Page) => page.evaluate(() => window.caches.keys())

test('a newer version is offered, replaces what runs only when asked, and an older tab lives on', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  const other = await context.newPage()
  await other.goto(`${world.site.url}?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md`)
  await other.locator('.markdown').waitFor()
  const old = await versionOf(page)
  const [oldCache] = await caches(page)

  world.site.setFolder(next)
  await page.reload()
  await page.getByText('A newer Gam is here').waitFor()
  expect(await versionOf(page)).toBe(old)

  let loads = 0
  page.on('load', () => loads++)
  await page.getByRole('button', { name: 'Reload to use it' }).click()
  await expect.poll(() => versionOf(page).catch(() => old)).not.toBe(old)
  await page.locator('.entry').first().waitFor()
  expect(loads).toBe(1)

  // The host has none of the old files any more; the other tab opens a page it has not needed so far.
  expect(await versionOf(other)).toBe(old)
  expect(await caches(other)).toContain(oldCache)
  await other.getByRole('link', { name: 'Settings' }).click()
  await other.locator('#token').waitFor()
  expect(await versionOf(other)).toBe(old)

  await other.close()
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.locator('.entry').first().waitFor()
        return caches(page)
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .not.toContain(oldCache)
  await context.close()
})
