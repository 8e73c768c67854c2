import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { axeFindings } from './axe.ts'
import { listenForTrouble, shellStored, startWorld, type World } from './world.ts'

/* A person searches the library as they type, and goes to what was found. */

/** Enough that the list's own view does not fetch them all. */
const MANY = 40

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'sought.git')
      const notes = Array.from(
        { length: MANY },
        (_, at) =>
          [
            `notes/folder/note-${at}.md`,
            `# Note ${at}\n\nPlain words.\n\n## Second part\n\n${'Filler. '.repeat(400)}\n\n${at === 9 ? 'A harpoon at last.\n\n' : ''}## Deep down\n\nHere the narwhal${at === 7 ? ' of the SwarmKit table' : ''} dives <b>deep</b>.\n`,
          ] as const,
      )
      await makeRepository(gitDir, [{ files: Object.fromEntries(notes) }])
      return [{ name: 'gam-sought/notes', gitDir, defaultBranch: 'main' }]
    },
    library: { title: 'Notes', sources: [{ repo: 'gam-sought/notes', path: 'notes' }] },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search this library' })
const hits = (page: Page) => page.locator('main ol > li')
const isSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

test('from the field to a place in a report: titles, then all texts, then without a connection', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url)
  await page.getByText(`${MANY} reports`).first().waitFor()
  await shellStored(page)

  await field(page).pressSequentially('note 3')
  await expect.poll(() => hits(page).count()).toBeGreaterThan(10)
  await expect.poll(() => field(page).inputValue()).toBe('note 3')
  await expect.poll(() => field(page).evaluate((one) => one === document.activeElement)).toBe(true)
  await expect
    .poll(() => hits(page).first().locator('h2 mark').allTextContents())
    .toEqual(['Note', '3'])
  await expect.poll(() => page.url()).toContain('?search=note%203')

  await field(page).fill('xylophone')
  await page
    .getByText(/^Nothing found for “xylophone” in the \d+ texts that are here, nor in the titles/)
    .waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: /^Get the other \d+ \(.*\) and search them too$/ }).click()
  await page.getByText('In the whole text of 40 reports.').waitFor()
  // With an error in it.
  await field(page).fill('narwhl')
  await expect.poll(() => hits(page).count()).toBe(20)
  await expect.poll(() => page.getByRole('status').allTextContents()).toContain('40 reports found')
  await page.getByRole('button', { name: 'Show more of 40 reports' }).click()
  await expect.poll(() => hits(page).count()).toBe(40)

  world.github.clear()
  await context.setOffline(true)
  await page.reload()
  await field(page).fill('"swarm kit" narwhal')
  await expect.poll(() => hits(page).count()).toBe(1)
  await expect
    .poll(() => hits(page).locator('p').textContent())
    .toContain('Here the narwhal of the SwarmKit table dives deep.')
  expect(await hits(page).locator('p mark').allTextContents()).toEqual(['narwhal', 'SwarmKit'])
  await field(page).press('Enter')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.id))
    .toBe('user-content-deep-down')
  expect(page.url()).toMatch(/notes\/folder\/note-7\.md#deep-down$/)
  await expect.poll(() => found(page)).toEqual(['narwhal', 'SwarmKit'])
  expect(await page.locator('.markdown mark').count()).toBe(0)

  // A sentence that lies far below its heading.
  await page.goBack()
  await field(page).fill('harpoon')
  await expect.poll(() => hits(page).count()).toBe(1)
  await expect.poll(() => hits(page).locator('p').textContent()).toContain('A harpoon')
  await field(page).press('Enter')
  const sentence = page.locator('.markdown p', { hasText: 'A harpoon at last.' })
  await expect.poll(() => sentence.evaluate((one) => one === document.activeElement)).toBe(true)
  // The report's end may lie on the screen before it stands at the top.
  const isShown = (one: Element) => {
    const { top, bottom } = one.getBoundingClientRect()
    return top > -2 && bottom <= innerHeight
  }
  await expect.poll(() => sentence.evaluate(isShown)).toBe(true)
  expect(await found(page)).toEqual(['harpoon'])
  await page.goBack()
  await expect.poll(() => found(page)).toEqual([])
  expect(world.github.requests).toEqual([])
  expect(trouble).toEqual([])
  await context.close()
})

/** The words that are marked in a report. */
const found = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get('gam-found') ?? [])].map((one) => String(one)))

test('with the keys alone, on a small screen', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  const report = `${world.site.url}?gam-sought/notes/blob/HEAD/notes/folder/note-1.md`
  await page.goto(report)
  await page.locator('.markdown').waitFor()
  await expect
    .poll(async () => {
      await page.keyboard.press('/')
      return page.url()
    })
    .toContain('?search')
  // Whoever types on while the page is on its way loses no letter.
  await page.keyboard.type('note')
  await expect.poll(() => field(page).inputValue()).toBe('note')
  await expect.poll(() => page.getByRole('status').allTextContents()).toContain('40 reports found')
  expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true)
  await field(page).fill('')
  await page.getByText('repo:kit').waitFor()
  expect(await isSideways(page)).toBe(false)
  expect(await axeFindings(page)).toEqual([])

  await page.keyboard.type('note repo:no/such')
  await page
    .getByText(/^Nothing found for/)
    .first()
    .waitFor()
  await field(page).fill('')
  await page.keyboard.type('notes/folder')
  await expect.poll(() => page.getByRole('status').allTextContents()).toContain('40 reports found')
  const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.textContent)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe(await hits(page).nth(1).textContent())
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await isSideways(page)).toBe(false)
  await page.keyboard.press('ArrowDown')
  const path = /notes\/folder\/note-\d+\.md/.exec((await focused()) ?? '')?.[0] ?? ''
  await page.keyboard.press('Enter')
  await page.locator('.markdown').waitFor()

  await page.goBack()
  await expect.poll(() => field(page).inputValue()).toBe('notes/folder')
  await hits(page).getByText(path, { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.markdown').waitFor()
  expect(page.url()).toBe(report)
  await context.close()
})

test('a folder whose list of files never came is named beside what is searched', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const sources = [
    { repo: 'gam-sought/notes', path: 'notes' },
    { repo: 'gam-sought/gone', title: 'Lost notes' },
  ]
  await page.route('**/library.json', (route) => route.fulfill({ json: { title: 'Two', sources } }))
  await page.goto(`${world.site.url}?search=narwhal`)
  await page.getByText('Not searched, as never read in this browser: Lost notes.').waitFor()
  await context.close()
})
