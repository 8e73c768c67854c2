import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { quiet, startWorld, type World } from './world.ts'

/* A browser that has no room left. */

const REPORT_BYTES = 90_000
/** Words that a browser cannot write in fewer bytes. */
function report(at: number): string {
  const words = Array.from({ length: REPORT_BYTES / 45 }, (_, nth) =>
    createHash('sha256').update(`${at} ${nth}`).digest('base64url'),
  )
  return `# Report ${at}\n\n${words.join(' ')}\n`
}
const addressOf = (at: number) => `?gam-big/shelf/blob/HEAD/report-${at}.md`

let world: World
beforeAll(async () => {
  world = await startWorld({
    library: { title: 'Shelf', sources: [{ repo: 'gam-big/shelf' }] },
    more: async (folder) => {
      const gitDir = join(folder, 'shelf.git')
      const files = Array.from({ length: 9 }, (_, at) => [`report-${at}.md`, report(at)] as const)
      await makeRepository(gitDir, [{ files: Object.fromEntries(files) }])
      return [{ name: 'gam-big/shelf', gitDir, defaultBranch: 'main' }]
    },
  })
})
afterAll(() => world.close())

async function read(page: Page, at: number): Promise<void> {
  await page.goto(world.site.url + addressOf(at))
  await page.getByRole('heading', { name: `Report ${at}` }).waitFor()
  // Its reading is noted after the text is there.
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  await quiet(world)
}

test('where there is no room, what was not saved goes, the oldest reading first, and it is said', async () => {
  // The room is for reports alone: what a browser has once counted as free it does not take for the app.
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const browser = await context.newCDPSession(page)
  // Before anything is stored: later on a browser counts for a while with the room that there was.
  await browser.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(world.site.url).origin,
    quotaSize: 6 * REPORT_BYTES,
  })
  await read(page, 0)
  await page.getByRole('button', { name: 'Save offline' }).click()
  await page.getByRole('button', { name: 'Saved offline', pressed: true }).waitFor()
  await read(page, 1)

  const notice = page.getByText(
    /reports? that you had not saved (was|were) removed from this browser/,
  )
  let last = 1
  await expect
    .poll(async () => {
      if (last < 8 && !(await notice.count())) await read(page, ++last)
      return notice.count()
    })
    .toBe(1)
  expect(last).toBeGreaterThan(3)
  await page.getByRole('link', { name: 'What takes the room' }).click()
  await page.getByRole('heading', { name: 'Storage' }).waitFor()

  world.github.fault({ match: '/', kind: 'drop' })
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await context.setOffline(true)
  const entry = (at: number) =>
    page.locator('.entry').filter({ has: page.locator(`[href$="report-${at}.md"]`) })
  await entry(0).getByText('Saved offline').waitFor()
  await entry(1).getByText('Needs a connection').waitFor()
  await entry(last).getByText('In this browser for now').waitFor()
  await context.close()
})
