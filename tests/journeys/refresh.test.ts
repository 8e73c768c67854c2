import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { callsTo, quiet, shellStored, startWorld, type World } from './world.ts'

/* What is saved stays fresh by itself, and is shown whole without a network. */

const BOOK = '?gam-fresh/book/blob/HEAD/book'
const RICH = [
  '# Rich',
  '```elixir\ndefmodule Whale do\nend\n```',
  'Take $x^2 + y^2$ of it.',
  '```mermaid\npie title Who came\n  "Sailors" : 12\n  "Cooks" : 3\n```',
  'See [the plain one](plain.md) and [another](../other/far.md), all :whale: here.',
].join('\n\n')

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'book.git')
      const files = {
        'book/rich.md': RICH,
        'book/plain.md': '# Plain\n\nWords.\n',
        'other/far.md': '# Far\n',
      }
      await makeRepository(gitDir, [{ files }])
      return [{ name: 'gam-fresh/book', gitDir, defaultBranch: 'main' }]
    },
    library: { title: 'Book', sources: [{ repo: 'gam-fresh/book', path: 'book' }] },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

async function saveAll(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page
    .getByRole('button', { name: /^Save offline/ })
    .first()
    .click()
  await page.getByText('Saved offline', { exact: true }).first().waitFor({ timeout: 40_000 })
  return page
}

/** The clock of this page goes forward, and a person comes back to it. */
async function comeBack(page: Page, minutes: number): Promise<void> {
  await page.bringToFront()
  await page.evaluate((ms) => {
    const now = Date.now
    Date.now = () => now() + ms
    dispatchEvent(new Event('focus'))
  }, minutes * 60_000)
}

test('a page that stays open asks again after ten minutes, and of what is saved only the changed report comes', async () => {
  const context = await world.newContext()
  const page = await saveAll(context)
  const other = await context.newPage()
  for (const one of [page, other]) {
    await one.goto(`${world.site.url}${BOOK}/plain.md`)
    await one.getByText('Words.').waitFor()
  }
  await quiet(world)
  world.github.clear()
  await comeBack(page, 5)
  await quiet(world)
  expect(callsTo(world, 'api')).toEqual([])

  const commit = await world.github.commit('gam-fresh/book', {
    files: { 'book/plain.md': '# Plain\n\nNewer words.\n' },
  })
  await comeBack(page, 6)
  await expect
    .poll(async () => {
      await comeBack(page, 0)
      return page.getByText('A newer version is here.').count()
    })
    .toBe(1)
  // In both tabs, though only one has asked; and what is read there stays.
  for (const one of [page, other]) {
    await one.getByText('A newer version is here.').waitFor()
    expect(await one.getByText('Words.', { exact: true }).isVisible()).toBe(true)
  }
  await expect.poll(() => callsTo(world, 'raw').length).toBeGreaterThan(0)
  await quiet(world)
  expect(callsTo(world, 'api')).toEqual([
    '/repos/gam-fresh/book/commits/HEAD',
    `/repos/gam-fresh/book/git/trees/${commit}:book?recursive=1`,
  ])
  expect(callsTo(world, 'raw')).toEqual([`/gam-fresh/book/${commit}/book/plain.md`])

  await other.getByRole('button', { name: 'Show it' }).click()
  await other.getByText('Newer words.').waitFor()
  expect(callsTo(world, 'raw')).toHaveLength(1)
  await context.close()
})

test('a saved report with code, a formula and a diagram is whole on its first visit without a network', async () => {
  const context = await world.newContext()
  const saving = await saveAll(context)
  await shellStored(saving)
  await quiet(world)
  await saving.close()
  await context.setOffline(true)
  const page = await context.newPage()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${world.site.url}${BOOK}/rich.md`)
  await page.locator('[data-gam="hl-keyword"]').first().waitFor()
  await page.locator('[data-gam="math"] math').waitFor()
  await page.locator('[data-gam="diagram"] img').waitFor()
  await page.getByText('🐳').waitFor()
  await expect
    .poll(() => page.getByRole('link', { name: 'another' }).getAttribute('title'))
    .toBe('Needs a connection')
  expect(await page.getByRole('link', { name: 'the plain one' }).getAttribute('title')).toBe(null)
  await context.setOffline(false)
  await expect
    .poll(() => page.getByRole('link', { name: 'another' }).getAttribute('title'))
    .toBe(null)
  await context.close()
})
