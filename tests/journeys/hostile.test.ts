import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOSTILE_MARKDOWN, HOSTILE_NAMES } from '../hostile/markdown.ts'
import { hostileRepository, readAll, watch } from './read-hostile.ts'
import { startWorld, type World } from './world.ts'

/* Hundreds of hostile reports in the real page: nothing runs, and nothing is asked for elsewhere. */

/** Names, titles and links of a host who is careless, not hostile: they too come from outside. */
const LIBRARY = {
  title: '<img src=x onerror=ran()>',
  description: '<script>ran()</script>',
  links: [{ title: '<svg onload=ran()>', href: 'https://evil.example/"onmouseover="ran()' }],
  sources: [{ repo: 'gam-sample/toolkit', path: 'reports', title: '"><script>ran()</script>' }],
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: hostileRepository, library: LIBRARY })
})
afterAll(() => world.close())

test('nothing runs and nothing is asked for elsewhere', { timeout: 240_000 }, async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  await readAll(world, await watch(context))
  console.log(`${HOSTILE_MARKDOWN.length} hostile reports`)
  await context.close()
})

test('names of files, of the library and of its links are text', async () => {
  const context = await world.newContext()
  const { page, faults } = await watch(context)
  await page.goto(world.site.url)
  await page.getByRole('heading', { level: 1, name: LIBRARY.title }).waitFor()
  await page.getByText(LIBRARY.description, { exact: true }).waitFor()
  await page.goto(`${world.site.url}?gam-hostile/all/tree/HEAD/names`)
  await page.locator('.entry, details').first().waitFor()
  const links = await page
    .locator('.entry a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  expect(links).toHaveLength(HOSTILE_NAMES.length)
  for (const href of links) {
    await page.goto(world.site.url + href)
    await page.locator('.markdown').waitFor()
    expect(await page.title()).not.toBe('')
  }
  for (const address of [
    '?<img src=x onerror=ran()>',
    '?javascript:ran()',
    '?javascript:ran()/x/blob/HEAD/y.md',
    '?gam-hostile/all/blob/<script>ran()<%2Fscript>/x.md',
    '?gam-hostile/all/blob/HEAD/all/0000.md#"><img src=x onerror=ran()>',
    '?__proto__/constructor/blob/HEAD/x.md',
    '?//evil.example/x.md',
    '?https://evil.example/owner/name/blob/HEAD/x.md',
  ]) {
    await page.goto(world.site.url + address)
    await page.locator('h1').first().waitFor()
  }
  expect(faults).toEqual([])
  await context.close()
})
