import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'
const LIMIT = 60 * 1024

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('the JavaScript that a deep-linked report needs is at most 60 KB in all (brotli)', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!response.url().startsWith(world.site.url) || !/\.js$/.test(pathname)) return
    sizes.set(
      pathname,
      response.body().then((body) => brotliCompressSync(body).length),
    )
  })
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown p').first().waitFor()
  const boot = await page.evaluate(
    () => document.querySelector('head script:not([src])')?.textContent ?? '',
  )
  // Asked for before the text stood: what came later is not needed for it, and named here all the same.
  const needed = (
    await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name))
  )
    .map((name) => new URL(name).pathname)
    .filter((path) => /\.js$/.test(path))
  let total = brotliCompressSync(boot).length
  for (const path of needed) {
    const size = (await sizes.get(path)) ?? 0
    console.log(`${path}: ${size} bytes`)
    if (/\/index-/.test(path)) total += size
  }
  console.log(`needed for the text: ${total} bytes (brotli), of at most ${LIMIT}`)
  expect(needed.some((path) => /\/index-/.test(path))).toBe(true)
  expect(boot.length).toBeLessThanOrEqual(2048)
  expect(total).toBeLessThanOrEqual(LIMIT)
  await context.close()
})
