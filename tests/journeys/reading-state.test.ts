import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { axeFindings } from './axe.ts'
import { startWorld, type World } from './world.ts'

/* What a person has read, where they left off, and what they have marked: in one browser, in two tabs. */

const section = (name: string) =>
  `## ${name}\n\n${Array.from({ length: 12 }, (_, at) => `The ${at}th word of ${name} is long: ${`${name} ${at} `.repeat(30)}\n\n`).join('')}`
const LOG = `# The log\n\n${['Nantucket', 'The doubloon', 'The gam', 'The chase'].map(section).join('')}`

let world: World
beforeAll(async () => {
  world = await startWorld({
    library: { title: 'Ships', sources: [{ repo: 'gam-read/ships' }] },
    more: async (folder) => {
      const gitDir = join(folder, 'ships.git')
      await makeRepository(gitDir, [
        { files: { 'log.md': LOG, 'short.md': '# A short one\n\nAll of it.\n' } },
      ])
      return [{ name: 'gam-read/ships', gitDir, defaultBranch: 'main' }]
    },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const entry = (page: Page) =>
  page.locator('.entry').filter({ has: page.locator('[href$="log.md"]') })
const openFromList = (page: Page) => entry(page).getByRole('link').click()

/** A head that was asked for a moment ago is not asked for again. */
const checkUntil = (page: Page, hasCome: () => Promise<number>) =>
  expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Check now' }).click()
      return hasCome()
    })
    .toBe(1)

test('a report is begun, gone on with where it was left, read to its end, and marked', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await openFromList(page)
  const bookmark = page.getByRole('button', { name: 'Bookmark: The gam' })
  await bookmark.waitFor({ state: 'attached' })
  const seventh = page.locator('.markdown p').filter({ hasText: 'The 7th word of The gam' })
  await seventh.evaluate((one) => one.scrollIntoView({ block: 'start' }))
  await bookmark.evaluate((one: HTMLElement) => one.click())
  await expect.poll(() => bookmark.getAttribute('aria-pressed')).toBe('true')
  await page.waitForFunction(() => (history.state as { line?: object } | null)?.line)
  await page
    .getByRole('link', { name: 'Ships', exact: true })
    .evaluate((one: HTMLElement) => one.click())
  await entry(page).getByText('Begun', { exact: true }).waitFor()

  await world.github.commit('gam-read/ships', {
    files: {
      'log.md': LOG.replace('# The log', '# The log\n\nA new beginning.').replace(
        /The 7th word of The gam is/,
        'The 7th word of The gam was',
      ),
    },
  })
  await checkUntil(page, () => entry(page).getByText('changed').count())
  await openFromList(page)
  await page.getByText('A new beginning.').waitFor()
  const goOn = page.getByText('Continue at').locator('..').getByRole('button', { name: 'The gam' })
  await goOn.waitFor()
  // On the narrowest screen too it can be pressed.
  await page.setViewportSize({ width: 200, height: 600 })
  const { x, y, width, height } = (await goOn.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  expect(x + width).toBeLessThanOrEqual(200)
  const middle = [x + width / 2, y + height / 2] as const
  expect(
    await page.evaluate((at) => document.elementFromPoint(...at)?.textContent.trim(), middle),
  ).toBe('The gam')
  await page.setViewportSize({ width: 1280, height: 720 })
  expect(await page.evaluate(() => scrollY)).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  await goOn.click()
  const moved = page.locator('.markdown p').filter({ hasText: 'The 7th word of The gam was' })
  await expect
    .poll(() => moved.evaluate((one) => Math.abs(one.getBoundingClientRect().top)))
    .toBeLessThan(2)
  expect(await goOn.count()).toBe(0)

  const other = await context.newPage()
  await other.goto(`${world.site.url}?reading`)
  await other.getByRole('heading', { name: 'Begun' }).waitFor()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await other.getByRole('heading', { name: 'Read', exact: true }).waitFor()
  expect(await other.getByRole('heading', { name: 'Begun' }).count()).toBe(0)

  // A link to a heading leads there, and offers nothing else.
  await other.getByRole('link', { name: 'The gam' }).click()
  await expect
    .poll(() => other.evaluate(() => document.activeElement?.id))
    .toBe('user-content-the-gam')
  await other.close()

  await page.goto(`${world.site.url}?gam-read/ships/blob/HEAD/short.md`)
  await page.locator('summary', { hasText: 'More' }).click()
  await page.getByRole('button', { name: 'Mark as unread' }).waitFor()
  await page.getByRole('button', { name: 'Bookmark', exact: true }).click()
  await page.getByRole('button', { name: 'Remove the bookmark' }).waitFor()
  await page.goto(world.site.url)
  await entry(page).getByText('Read', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Unread' }).click()
  await page.getByText('You have read all of it.').waitFor()

  await world.github.commit('gam-read/ships', { files: { 'short.md': null } })
  await page.getByRole('button', { name: 'Unread' }).click()
  await checkUntil(page, async () => 2 - (await page.locator('.entry').count()))
  await page.getByRole('link', { name: 'Your reading' }).click()
  const short = page.getByRole('listitem').filter({ hasText: 'A short one' })
  await short.getByText('No longer in its repository').first().waitFor()
  expect(await short.count()).toBe(2)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Mark as unread The log' }).click()
  await page.getByRole('button', { name: 'Remove The gam' }).click()
  await expect.poll(() => page.getByText('The log').count()).toBe(0)
  await context.close()
})
