import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { PATHOLOGICAL } from '../hostile/pathological.ts'
import { longReport } from './long-report.ts'
import { startWorld, type World } from './world.ts'

/* Reports that are too long, or made to be too much for a page. */

/** Those that hold up the parser, the sanitizer or the layout, each in its own way. */
const HARD = [
  'open emphasis of two kinds',
  'nested quotes',
  'one long word',
  'letters opened again in every block',
  'a long list',
  'paragraphs of many words in italics',
  'a table of short rows',
  'a long heading',
  'fences',
  'empty lines',
]
/** Those that are not long and hold up the layout, or what brings a report to life. */
const HARD_AND_SHORT = ['spans in tables', 'annotations in annotations', 'pictures', 'formulas']
const LENGTHS = new Map([
  ...HARD.map((kind) => [kind, 400_000] as const),
  ...HARD_AND_SHORT.map((kind) => [kind, 95_000] as const),
])

const SCREENS = longReport(12_000)
  .replace('## Part 2', '![A chart](https://pictures.example/a.png)\n\n## Part 2')
  .replace('## The end', '![A map](https://pictures.example/b.png)\n\n## The end')

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'long.git')
  const hard = [...LENGTHS].map(
    ([kind, length], at) => [`hard/${at}.md`, PATHOLOGICAL[kind]?.(length) ?? ''] as const,
  )
  await makeRepository(gitDir, [
    {
      files: {
        'short.md': '# Short\n\n[To the end](long.md#the-end)\n',
        'long.md': longReport(1_000_000),
        'screens.md': SCREENS,
        ...Object.fromEntries(hard),
      },
    },
  ])
  return [{ name: 'gam-long/all', gitDir, defaultBranch: 'main' }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: repositories })
})
afterAll(() => world.close())

const addressOf = (path: string) => `${world.site.url}?gam-long/all/blob/HEAD/${path}`
const lastWords = (page: Page) => page.getByText('Last words.', { exact: true })

test('a report of 1 MB comes whole, with its headings and its place on the way back', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(addressOf('short.md'))
  await page.getByRole('link', { name: 'To the end' }).click()
  await lastWords(page).waitFor()
  const end = page.getByRole('heading', { name: 'The end', exact: true })
  await expect
    .poll(() => end.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
    .toBe(true)
  expect(await page.getByRole('heading', { level: 2, name: /^Part \d+$/ }).count()).toBeGreaterThan(
    400,
  )

  await page.goBack()
  await page.getByRole('heading', { name: 'Short' }).waitFor()
  await page.goForward()
  // Heights above it are estimates by now: the place is near, not the same.
  await lastWords(page).waitFor({ state: 'attached' })
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBeGreaterThan(5000)
  await context.close()
})

test('a report of some screens, of which the first comes first, is then as if it had come whole', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const headings = page.locator('.markdown h2')
  const count = SCREENS.split('\n## ').length - 1
  const stands = async () => {
    await lastWords(page).waitFor({ state: 'attached' })
    expect(await headings.count()).toBe(count)
    expect(await lastWords(page).count()).toBe(1)
  }
  await page.goto(addressOf('screens.md'))
  await stands()
  expect(await page.getByText('2 images from pictures.example').count()).toBe(1)
  await page.getByRole('navigation', { name: 'On this page' }).getByText('The end').waitFor()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const map = page.locator('.markdown [src="https://pictures.example/b.png"]')
  await map.waitFor({ state: 'attached' })
  await stands()

  await page.getByRole('heading', { name: 'The end', exact: true }).scrollIntoViewIfNeeded()
  await page.waitForFunction(() => (history.state as { scroll?: number } | null)?.scroll)
  await page.reload()
  await stands()
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(5000)

  await page.goto(`${addressOf('screens.md')}#the-end`)
  await stands()
  await page.waitForFunction(
    () => document.activeElement?.id === 'user-content-the-end' && scrollY > 500,
  )
  await context.close()
})

test(
  'a report that is too much for a page is shown all the same, and says so',
  { timeout: 240_000 },
  async () => {
    const context = await world.newContext({ serviceWorkers: 'block' })
    const page = await context.newPage()
    for (const [at, kind] of [...LENGTHS.keys()].entries()) {
      await page.goto(addressOf(`hard/${at}.md`))
      await page.locator('.markdown').waitFor()
      // The page answers: the reader goes elsewhere.
      await page
        .getByRole('link', { name: /Library|Gam/ })
        .first()
        .click()
      await expect.poll(() => page.locator('.entry').count(), { message: kind }).toBeGreaterThan(0)
    }
    await page.goto(addressOf('hard/0.md'))
    await page.getByText('more than a page can bear').waitFor()
    await context.close()
  },
)
