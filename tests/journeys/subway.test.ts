import type { Page } from 'playwright'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { git } from '../github/sample/git.ts'
import { makeRepository } from '../github/make-repository.ts'
import { callsTo, quiet, startWorld, type World } from './world.ts'

/* Networks that come and go, hosts that hang, answers that come too late. */

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'
const OTHER = '?gam-sample/toolkit/blob/HEAD/reports/2017-06-19-summit.md'

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'wide.git')
      const notes = Array.from({ length: 12 }, (_, at) => [`a/${at}.md`, `# Note ${at}\n`] as const)
      const files = { ...Object.fromEntries(notes), 'docs/deep.md': '# Deep\n\nWords.\n' }
      await makeRepository(gitDir, [
        { files: { ...files, 'saved.md': '# Before\n' } },
        { files: { 'saved.md': '# After\n' }, branch: 'next' },
      ])
      return [{ name: 'gam-wide/wide', gitDir, defaultBranch: 'main', truncateAbove: 11 }]
    },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

async function visitLibrary(page: Page): Promise<void> {
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
}

test('what is stored is shown while the host’s own files hang', async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await visitLibrary(page)
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await page.route(/(?:library|snapshot)\.json$/, () => new Promise(() => undefined))
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor({ timeout: 3000 })
  await context.close()
})

test('a first visit does not wait for ever for the host’s own files', async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.route(/(?:library|snapshot)\.json$/, () => new Promise(() => undefined))
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor({ timeout: 12_000 })
  await context.close()
})

test('a page of a hotel’s network in place of library.json leaves the library as it was', async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await visitLibrary(page)
  await page.route(/(?:library|snapshot)\.json$/, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<html>Accept our terms</html>' }),
  )
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await page.getByText('library.json').first().waitFor()
  await context.close()
})

test('without a network a listed report that was never read says so, and comes with the network', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  // The facts for the list would bring the reports along.
  world.github.fault({ host: 'raw', kind: 'drop' })
  await visitLibrary(page)
  await context.setOffline(true)
  await page.locator(`.entry a[href="${REPORT}"]`).first().click()
  await page.locator('[data-failure="offline"]').waitFor()
  world.github.reset()
  await context.setOffline(false)
  await page.locator('.markdown').waitFor()
  await context.close()
})

test('a network that goes in mid-load leaves no empty page', async () => {
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.route(/settle-place/, (route) => route.abort())
  world.github.fault({ kind: 'drop' })
  await page.goto(world.site.url + REPORT)
  await page.locator('[data-failure="offline"]').waitFor()
  await context.close()
})

test('what raw alone gave can be read without a network', async () => {
  world.github.limit(0)
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await quiet(world)
  await page.evaluate(() => navigator.serviceWorker.ready)
  const tools = await context.newCDPSession(page)
  await tools.send('Network.clearBrowserCache')
  world.github.fault({ kind: 'drop' })
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await context.close()
})

test('what raw alone gave is shown again on the way back', async () => {
  world.github.limit(0)
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.goBack()
  await page.locator('.markdown').waitFor()
  await context.close()
})

test('an answer that comes when the page was left changes nothing', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  world.github.fault({ host: 'api', kind: 'slow', delay: 1500, times: 10 })
  await page.goto(`${world.site.url}?gam-sample/toolkit/blob/main/reports/2017-05-31.md`)
  await page.locator('.markdown').waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await quiet(world)
  await page.waitForTimeout(2500)
  expect(new URL(page.url()).search).toBe('?settings')
  await context.close()
})

test.each(['blob/v0.1.0/nosuch/x.md', 'tree/v0.1.0/nosuch', 'blob/nowhere/nosuch/x.md'])(
  '%s is not there, and GitHub is not asked again and again',
  async (path) => {
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(`${world.site.url}?gam-sample/toolkit/${path}`)
    await page.locator('[data-failure="not-found"]').waitFor()
    await quiet(world)
    expect(callsTo(world, 'api').length).toBeLessThanOrEqual(5)
    await context.close()
  },
)

test('a reload brings what was saved since, and a network that hangs holds it up for a moment only', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-wide/wide/blob/HEAD/saved.md`)
  await page.getByRole('heading', { name: 'Before' }).waitFor()
  await quiet(world)
  const gitDir = join(world.folder, 'wide.git')
  await git(['--git-dir', gitDir, 'update-ref', 'refs/heads/main', 'refs/heads/next'])
  await page.waitForTimeout(2000)
  await page.reload()
  await page.getByRole('heading', { name: 'After' }).waitFor()
  world.github.fault({ kind: 'hang' })
  await page.waitForTimeout(2000)
  await page.reload()
  await page.getByRole('heading', { name: 'After' }).waitFor()
  await context.close()
})

test('a report below a list that GitHub cut short is found', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.route('**/library.json', (route) =>
    route.fulfill({ json: { title: 'Wide', sources: [{ repo: 'gam-wide/wide' }] } }),
  )
  await page.route(/:\d+\/gam-wide\/wide\//, (route) => route.abort())
  await page.goto(`${world.site.url}?gam-wide/wide/blob/HEAD/docs/deep.md`)
  await page.getByRole('heading', { name: 'Deep' }).waitFor()
  await page.goto(world.site.url + OTHER)
  await context.close()
})
