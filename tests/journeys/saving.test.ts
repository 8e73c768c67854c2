import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { axeFindings } from './axe.ts'
import { shellStored, startWorld, type World } from './world.ts'

/* A person saves reports offline, and reads them without a network. */

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const FOLDER = '?gam-many/notes/tree/HEAD/notes'
const addressOf = (at: number) => `?gam-many/notes/blob/HEAD/notes/2017-05-${10 + at}-note.md`

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'many.git')
      const notes = Array.from(
        { length: 18 },
        (_, at) =>
          [
            `notes/2017-05-${10 + at}-note.md`,
            `# Note ${at}\n\nWords of note ${at}.\n\n![A picture](picture.png)\n`,
          ] as const,
      )
      const files = {
        ...Object.fromEntries(notes),
        'notes/2016-01-01-old.md': '# Old\n',
        'notes/picture.png': PICTURE,
      }
      await makeRepository(gitDir, [{ files }])
      return [{ name: 'gam-many/notes', gitDir, defaultBranch: 'main' }]
    },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

/** The list learns facts of what is in view, which stores reports too: here only what is saved shall be stored. */
const asked = () =>
  world.github.requests.filter(({ host, path }) => host === 'raw' && path.includes('/notes/'))

async function readOffline(page: Page, address: string, words: string): Promise<void> {
  await page.goto(world.site.url + address)
  await page.locator('.markdown').getByText(words).waitFor()
}

test('a folder is saved, through a pause, a closed tab and a lost network; then all of it opens offline', async () => {
  const context = await world.newContext()
  const first = await context.newPage()
  world.github.fault({ match: 'notes/2017', kind: 'slow', delay: 250 })
  await first.goto(world.site.url + FOLDER)
  await first.getByRole('button', { name: /^Save offline gam-many/ }).click()
  await first.getByText('Saving…').waitFor()
  await first.getByRole('button', { name: /^Pause/ }).click()
  await first.getByText('Paused').first().waitFor()
  await first.close()

  const page = await context.newPage()
  await page.goto(world.site.url + FOLDER)
  await page.getByText('Paused').first().waitFor()
  world.github.clearFaults()
  world.github.fault({ match: 'notes/2017', kind: 'drop' })
  await page.getByRole('button', { name: /^Go on/ }).click()
  await page.getByText('Waiting for a connection').first().waitFor()
  world.github.clearFaults()
  await page.getByRole('button', { name: /^Try again/ }).click()
  await page.getByText('Saved offline', { exact: true }).first().waitFor()

  expect(await axeFindings(page)).toEqual([])

  await expect.poll(() => page.locator('.entry').getByText('Saved offline').count()).toBe(19)

  world.github.clear()
  await context.setOffline(true)
  for (const at of [0, 17]) await readOffline(page, addressOf(at), `Words of note ${at}.`)
  await expect
    .poll(() =>
      page.locator('.markdown img').evaluate((one) => (one as HTMLImageElement).naturalWidth),
    )
    .toBe(1)
  expect(asked()).toEqual([])
  await context.close()
})

test('one report is saved from its page, and what is new in what is saved comes by itself', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + addressOf(1))
  await page.getByRole('button', { name: 'Save offline' }).click()
  await page.getByRole('button', { name: 'Saved offline', pressed: true }).waitFor()

  await page.goto(world.site.url + FOLDER)
  await page.getByRole('button', { name: 'Save offline 2016' }).click()
  await page.getByText('Saved offline', { exact: true }).first().waitFor()
  await world.github.commit('gam-many/notes', {
    files: { 'notes/2016-02-02-new.md': '# New\n\nNews of 2016.\n' },
  })
  await page.goto(`${world.site.url}?gam-many/notes/blob/HEAD/notes/2016-01-01-old.md`)
  // It is saved with its year, and cannot be left out by itself.
  const report = page.getByRole('button', { name: 'Saved offline', pressed: true })
  await report.waitFor()
  expect(await report.isDisabled()).toBe(true)
  // A head that was asked for a moment ago is not asked for again.
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Check for news' }).click()
      return asked().some(({ path }) => path.includes('2016-02-02'))
    })
    .toBe(true)
  await context.setOffline(true)
  await readOffline(page, '?gam-many/notes/blob/HEAD/notes/2016-02-02-new.md', 'News of 2016.')

  await context.setOffline(false)
  await page.goto(`${world.site.url}?storage`)
  const folder = page.getByRole('listitem').filter({ hasText: 'gam-many/notes/notes' }).first()
  await folder.getByText(/^\d+ of 20 reports here/).waitFor()
  await page.getByRole('button', { name: /^Stop saving 2016, / }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ])
  await page.getByLabel('Take over a file').setInputFiles(await download.path())
  await page.getByText(/^Taken over: 0 edits, 0 folders of your own, 2 folders/).waitFor()
  const bad = { gam: 1, madeAt: '', sources: { added: [], hidden: [] }, saves: [{ parts: [null] }] }
  await page.getByLabel('Take over a file').setInputFiles({
    name: 'gam.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bad)),
  })
  await page.getByText(/“saves\[0\]\.source”.*Nothing was changed/).waitFor()
  await page.getByRole('button', { name: 'Check and repair' }).click()
  await page.getByText(/^All \d+ files are as they should be/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await folder.getByRole('button', { name: /^Delete from this browser gam-many/ }).click()
  await folder.getByRole('button', { name: /^Delete it now/ }).click()
  await page.getByText('Deleted. What you open again is stored again.').waitFor()
  await context.close()
})

test('a saved report whose newer version cannot be had opens in the one that is here, and says so', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const old = '?gam-many/notes/blob/HEAD/notes/2015-01-01-first.md'
  const files = (text: string) => ({ files: { 'notes/2015-01-01-first.md': text } })
  await world.github.commit('gam-many/notes', files('# First\n\nAs it was.\n'))
  await page.goto(world.site.url + FOLDER)
  await page.getByRole('button', { name: 'Save offline 2015' }).click()
  await page.getByText('Saved offline', { exact: true }).first().waitFor()

  await world.github.commit('gam-many/notes', files('# First\n\nAs it is now.\n'))
  world.github.fault({ match: '2015-01-01', kind: 'drop' })
  world.github.clear()
  await page.goto(world.site.url + addressOf(1))
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Check for news' }).click()
      return asked().some(({ path }) => path.includes('2015-01-01'))
    })
    .toBe(true)
  await shellStored(page)
  await context.setOffline(true)
  await page.goto(world.site.url + FOLDER)
  const entry = page.locator('.entry').filter({ has: page.locator('[href$="first.md"]') })
  await entry.getByText('An older version is here').waitFor()
  await readOffline(page, old, 'As it was.')
  await page.getByText('There is a newer version, which could not be fetched').waitFor()
  expect(await axeFindings(page)).toEqual([])

  await context.setOffline(false)
  world.github.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('As it is now.').waitFor()
  await context.close()
})

test('where the tab that saves is closed, another one goes on', async () => {
  const context = await world.newContext()
  const [page, other] = [await context.newPage(), await context.newPage()]
  for (const one of [page, other]) await one.goto(world.site.url + FOLDER)
  world.github.fault({ match: 'notes/2017', kind: 'slow', delay: 500 })
  await page.getByRole('button', { name: /^Save offline gam-many/ }).click()
  await page.getByText('Saving…').waitFor()
  await other.getByText('Waiting to be saved').first().waitFor()
  await page.close()
  await other.getByText('Saving…').waitFor()
  world.github.clearFaults()
  await other.getByText('Saved offline', { exact: true }).first().waitFor()
  await context.close()
})
