import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { axeFindingsInAnyTheme } from './axe.ts'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

const HOW_LONG = '?gam-sample/toolkit/blob/HEAD/docs/reference/how-long.md'
/** And one more that cannot be drawn. */
const FORMULAS = 13

const HOSTILE = [
  String.raw`$\href{javascript:ran()}{x}$ $\includegraphics{https://evil.example/i.png}$`,
  String.raw`$\style{background:url(https://evil.example/i.png)}{x}$ $\id{content}{x}$`,
  String.raw`$$\label{content}\ref{content}\hspace{-9999em}\raisebox{-999em}{x}\rule{9999em}{9999em}$$`,
  String.raw`$\def\a{\a\a}\a$ $\def\a#1{\a{#1#1}}\a{xx}$`,
  ...['{', String.raw`\sqrt{`, String.raw`\left(`, String.raw`\frac12`, '\\\\', 'x^'].map(
    (part) => `\`\`\`math\n${part.repeat(9_999 / part.length)}\n\`\`\``,
  ),
  `\`\`\`math\n${'{'.repeat(100_000)}\n\`\`\``,
  'The last is $l$.',
].join('\n\n')

async function hostileRepository(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'hostile.git')
  await makeRepository(gitDir, [{ files: { 'tex.md': HOSTILE } }])
  return [{ name: 'gam-hostile/tex', gitDir, defaultBranch: 'main' }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: hostileRepository })
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

test('hostile TeX asks for nothing, leaves its place nowhere and holds nobody up', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1:')) elsewhere.push(request.url())
  })
  await page.goto(`${world.site.url}?gam-hostile/tex/blob/HEAD/tex.md`)
  const last = page.locator('.markdown p').last().locator('math')
  await last.waitFor({ timeout: 20_000 })
  const made = await page
    .locator('.markdown math')
    .evaluateAll((all) =>
      all
        .flatMap((one) => [...one.querySelectorAll('*')])
        .flatMap((one) => [
          ...(one.namespaceURI === 'http://www.w3.org/1998/Math/MathML' ? [] : [one.outerHTML]),
          ...(one.matches('[id], [href]') ? [one.outerHTML] : []),
        ]),
    )
  expect(made).toEqual([])
  const places = await page
    .locator('[data-gam="math"]:has(math)')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).overflow))
  expect(new Set(places)).toEqual(new Set(['auto hidden']))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
  expect([...elsewhere, ...trouble]).toEqual([])
  await context.close()
})

test('axe finds nothing in any theme', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  await page.goto(world.site.url + HOW_LONG)
  await drawn(page)
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await context.close()
})
