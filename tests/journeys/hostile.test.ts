import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { HOSTILE_MARKDOWN, HOSTILE_NAMES } from '../hostile/markdown.ts'
import { ALLOWED, faultsOf } from '../hostile/faults.ts'
import { startWorld, type World } from './world.ts'

/* Hundreds of hostile reports in the real page: nothing runs, nothing is asked for elsewhere; and once more without the
   page's own policy, so that it is the sanitizer that holds. */

const pathOf = (at: number): string => `all/${String(at).padStart(4, '0')}.md`

async function hostileRepository(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'hostile.git')
  const texts = HOSTILE_MARKDOWN.map((text, at): [string, string] => [pathOf(at), text])
  const names = HOSTILE_NAMES.map((name): [string, string] => [`names/${name}`, `Text of ${name}`])
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran()"><script>top.ran()</script></svg>'
  await makeRepository(gitDir, [
    { files: Object.fromEntries([...texts, ...names, ['all/picture.svg', picture]]) },
  ])
  return [{ name: 'gam-hostile/all', gitDir, defaultBranch: 'main' }]
}

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

interface Watched {
  readonly page: Page
  /** What ran, what was asked for elsewhere, where the page went: all of it faults. */
  readonly faults: string[]
}

async function watch(context: BrowserContext): Promise<Watched> {
  const faults: string[] = []
  await context.exposeFunction('ran', () => void faults.push('a script ran'))
  const page = await context.newPage()
  await page.route(/./, async (route) => {
    const url = route.request().url()
    if (/^(?:http:\/\/127\.0\.0\.1:|blob:|data:)/.test(url)) return route.fallback()
    faults.push(`asked for ${url}`)
    return route.abort()
  })
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => faults.push('a window opened'))
  return { page, faults }
}

/** Opens a report inside the running page, as a link does, and waits for its text or a failure. */
async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => {
    document.querySelector('.markdown')?.setAttribute('data-old', '')
    const link = document.createElement('a')
    link.href = href
    document.querySelector('main')?.append(link)
    link.click()
    link.remove()
  }, address)
  await page
    .locator('.markdown:not([data-old]), [data-failure]')
    .first()
    .waitFor({ state: 'attached' })
}

async function readAll({ page, faults }: Watched): Promise<void> {
  await page.goto(`${world.site.url}?gam-hostile/all/tree/HEAD/all`)
  await page.locator('.entry').first().waitFor()
  for (const [at, text] of HOSTILE_MARKDOWN.entries()) {
    const address = `?gam-hostile/all/blob/HEAD/${pathOf(at)}`
    await follow(page, address)
    const found = await page.locator('.markdown').evaluate(faultsOf, ALLOWED)
    expect([...found, ...faults], text).toEqual([])
    expect(new URL(page.url()).search, text).toBe(address)
  }
}

test('nothing runs and nothing is asked for elsewhere', { timeout: 240_000 }, async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  await readAll(await watch(context))
  console.log(`${HOSTILE_MARKDOWN.length} hostile reports`)
  await context.close()
})

test(
  'nor without the page’s own policy: it is the sanitizer that holds',
  { timeout: 240_000 },
  async () => {
    const context = await world.newContext({ serviceWorkers: 'block', bypassCSP: true })
    const watched = await watch(context)
    await readAll(watched)
    // What would run does: the watch is awake.
    await watched.page.evaluate(() => {
      const image = document.createElement('img')
      image.setAttribute('onerror', 'ran()')
      image.src = 'x:'
      document.body.append(image)
    })
    await expect.poll(() => watched.faults).toContain('a script ran')
    await context.close()
  },
)

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
