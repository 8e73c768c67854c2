import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quiet, startWorld, type World } from './world.ts'

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
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!response.url().startsWith(world.site.url) || !/\.js$/.test(pathname)) return
    // What still comes as the page is closed is counted by nobody.
    bodies.set(
      pathname,
      response.body().catch(() => Buffer.alloc(0)),
    )
  })
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown p').first().waitFor()
  await quiet(world)
  const boot = await page.evaluate(
    () => document.querySelector('head script:not([src])')?.textContent ?? '',
  )
  const entry = await page.evaluate(
    () =>
      new URL(document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '').pathname,
  )
  const files = new Map<string, string>()
  for (const [path, body] of bodies) files.set(path, String(await body))
  const needed = withImports(files, entry)
  let total = brotliCompressSync(boot).length
  for (const [path, code] of files) {
    const size = brotliCompressSync(code).length
    console.log(`${path}: ${size} bytes${needed.has(path) ? '' : ', after the text'}`)
    if (needed.has(path)) total += size
  }
  console.log(`needed for the text: ${total} bytes (brotli), of at most ${LIMIT}`)
  expect(needed.size).toBeGreaterThan(0)
  expect(boot.length).toBeLessThanOrEqual(2048)
  expect(total).toBeLessThanOrEqual(LIMIT)
  await context.close()
})

/** The program and all that it imports before it runs; what it imports later by a call is not needed for the text. */
function withImports(files: ReadonlyMap<string, string>, path: string, found = new Set<string>()) {
  const code = files.get(path)
  if (code === undefined || found.has(path)) return found
  found.add(path)
  for (const [, name = ''] of code.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
    withImports(files, path.replace(/[^/]*$/, name), found)
  }
  return found
}
