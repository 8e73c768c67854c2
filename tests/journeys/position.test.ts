import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { quiet, startWorld, type World } from './world.ts'

/* Where the reader was, on every way back to a page. */

const PARAGRAPH = `${'Word after word after word. '.repeat(20)}\n\n`
const report = (paragraphs: number) =>
  `# A report\n\n## The beginning\n\n${PARAGRAPH.repeat(paragraphs)}## The end\n\n${PARAGRAPH.repeat(9)}`

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'far.git')
  const notes = Array.from({ length: 30 }, (_, at) => [`note-${at}.md`, `# Note ${at}\n`] as const)
  const files = { 'a.md': report(30), 'long.md': report(400), ...Object.fromEntries(notes) }
  await makeRepository(gitDir, [{ files }])
  return [{ name: 'gam-sample/far', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: repositories,
    library: { title: 'Far', sources: [{ repo: 'gam-sample/far' }] },
  })
})
afterAll(() => world.close())

const place = (page: Page) => page.evaluate(() => scrollY)
/** As with a finger: the page notices when it has come to rest. */
async function scrollTo(page: Page, top: number): Promise<void> {
  await page.evaluate((to) => window.scrollTo(0, to), top)
  await expect
    .poll(() => page.evaluate(() => (history.state as { scroll?: number } | null)?.scroll))
    .toBe(top)
}
const open = () => world.newContext({ viewport: { width: 360, height: 640 } })

test('Back, Forward and a reload return to where each page was left', async () => {
  const context = await open()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  await scrollTo(page, 1200)
  await page.locator('a[href$="/a.md"]').evaluate((link: HTMLElement) => link.click())
  await page.locator('.markdown').waitFor()
  expect(await place(page)).toBe(0)
  await scrollTo(page, 2400)

  await page.goBack()
  await expect.poll(() => place(page)).toBe(1200)
  await scrollTo(page, 1800)
  await page.goForward()
  await page.locator('.markdown').waitFor()
  await expect.poll(() => place(page)).toBe(2400)
  await page.goBack()
  await expect.poll(() => place(page)).toBe(1800)

  await page.goForward()
  await expect.poll(() => place(page)).toBe(2400)
  await page.reload()
  await page.locator('.markdown').waitFor()
  await expect.poll(() => place(page)).toBe(2400)
  await scrollTo(page, 0)
  await page.reload()
  await page.locator('.markdown').waitFor()
  await quiet(world)
  expect(await place(page)).toBe(0)
  await context.close()
})

test('a reader far down a long report is there again once the rest of it has come', async () => {
  const context = await open()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/far/blob/HEAD/long.md`)
  await page.getByRole('heading', { name: 'The end' }).waitFor({ state: 'attached' })
  await scrollTo(page, 40_000)
  await page.reload()
  // The height of what was never seen is an estimate.
  await expect.poll(async () => Math.abs((await place(page)) - 40_000)).toBeLessThan(400)
  await page.goto(`${world.site.url}?gam-sample/far/blob/HEAD/long.md#the-end`)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.id))
    .toBe('user-content-the-end')
  await context.close()
})

test.each([
  ['in a report', 'a.md', 1800],
  ['in a long one', 'long.md', 20_000],
])(
  'another size of the text leaves the line that is read where it is, %s',
  async (_, name, top) => {
    const context = await open()
    const page = await context.newPage()
    await page.goto(`${world.site.url}?gam-sample/far/blob/HEAD/${name}`)
    await page.getByRole('heading', { name: 'The end' }).waitFor({ state: 'attached' })
    await quiet(world)
    await scrollTo(page, top)
    const topOfMarked = () =>
      page.evaluate(() => {
        const mark = CSS.highlights.get('line')?.values().next().value as Range
        return Math.round(mark.getBoundingClientRect().top)
      })
    await page.evaluate(() => {
      const { offsetNode, offset } = document.caretPositionFromPoint(60, 130) ?? {}
      const mark = document.createRange()
      mark.setStart(offsetNode as Node, offset ?? 0)
      mark.setEnd(offsetNode as Node, (offset ?? 0) + 1)
      CSS.highlights.set('line', new Highlight(mark))
    })
    const before = await topOfMarked()
    await page.evaluate(() => document.getElementById('text-menu')?.showPopover())
    for (const size of ['xl', 's', 'm']) {
      await page.locator(`input[value="${size}"]`).evaluate((choice: HTMLElement) => choice.click())
      expect(await page.evaluate(() => document.documentElement.dataset['size'])).toBe(size)
      await page.evaluate(settled)
      // Lines break elsewhere: the word may have moved to the next one.
      expect(Math.abs((await topOfMarked()) - before), size).toBeLessThan(45)
    }
    await context.close()
  },
)

/** Once nothing has moved for as many frames as Gam waits for. */
const settled = () =>
  new Promise<void>((done) => {
    let frames = 0
    const next = () => (++frames > 40 ? done() : requestAnimationFrame(next))
    next()
  })
