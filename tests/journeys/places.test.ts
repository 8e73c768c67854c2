import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { startWorld, type World } from './world.ts'

/* Where a link leads to, and what is read, while what stands above it gets its height. */

const WORDS = 'Word after word after word. '.repeat(20)
const FORMULA = String.raw`$$\begin{pmatrix} a & b \\ c & d \\ e & f \end{pmatrix} = \frac{1}{2}$$`
const SECTION = `${FORMULA}\n\n${WORDS} and $\\frac{a}{\\frac{b}{c}}$ in it.\n\n`
const FORMULAS = `# Formulas\n\n[Go](#after-them)\n\n${SECTION.repeat(40)}## After them\n\n${`${WORDS}\n\n`.repeat(3)}${SECTION.repeat(10)}`
const FORMULAS_IN_ALL = 100
const FOLDED = `# Folded

${`${WORDS}\n\n`.repeat(9)}[To the third](#the-third)

<details><summary>One</summary>

<details><summary>Two</summary>

### The third

Inside.

</details>

</details>

${`${WORDS}\n\n`.repeat(9)}`

const DEEP = `# Deep\n\n${Array.from({ length: 6 }, (_, at) => `${WORDS}\n\n![Picture ${at}](${at}.svg)\n\n`).join('')}## Target\n\nThe end.\n`
/** Each is a picture of its own: one that is known has its room at once. */
const picture = (at: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="${300 + at}"><rect width="300" height="300"/></svg>`

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'places.git')
  await makeRepository(gitDir, [
    {
      files: {
        'formulas.md': FORMULAS,
        'folded.md': FOLDED,
        'deep.md': DEEP,
        ...Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.svg`, picture(at)])),
      },
    },
  ])
  return [{ name: 'gam-sample/places', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: repositories })
})
afterAll(() => world.close())

const address = (name: string) => `${world.site.url}?gam-sample/places/blob/HEAD/${name}`

/** What draws formulas comes only once it is let go. */
async function holdBack(context: BrowserContext) {
  let release = () => {}
  let hasCome = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const asked = new Promise<void>((resolve) => (hasCome = resolve))
  await context.route(/assets\/maths-.*\.js/, async (route) => {
    hasCome()
    await released
    await route.continue()
  })
  return { release, asked }
}
const drawn = (page: Page, count: number) =>
  expect.poll(() => page.locator('.markdown math').count()).toBe(count)

for (const anchoring of ['by the browser', 'by Gam']) {
  test(`what is read stays while formulas above are drawn, held ${anchoring}`, async () => {
    const context = await world.newContext({ viewport: { width: 360, height: 640 } })
    const { release, asked } = await holdBack(context)
    const page = await context.newPage()
    if (anchoring === 'by Gam') await withoutAnchoring(page)
    await page.goto(address('formulas.md#after-them'))
    const heading = page.getByRole('heading', { name: 'After them' })
    await heading.waitFor()
    const top = () => heading.evaluate((one) => Math.round(one.getBoundingClientRect().top))
    await expect.poll(async () => Math.abs((await top()) - 24)).toBeLessThan(2)
    // What holds the text still is there before the formulas are asked for.
    await asked
    const height = await page.evaluate(() => document.body.scrollHeight)
    await heading.evaluate(jumpAmidst)
    release()
    await drawn(page, FORMULAS_IN_ALL)
    const tops = await heading.evaluate((one) => one.dataset['tops']?.split(' ').map(Number) ?? [])
    expect(tops.length).toBeGreaterThan(5)
    expect(Math.max(...tops.map((top) => Math.abs(top - 24)))).toBeLessThan(2)
    expect(await page.evaluate(() => document.body.scrollHeight)).not.toBe(height)

    // A reload returns to the same text, though it stands elsewhere until the formulas are drawn again.
    await page.mouse.wheel(0, 300)
    await expect.poll(top).toBeLessThan(-200)
    await expect.poll(() => page.evaluate(lineIsKept)).toBe(true)
    const before = await top()
    await page.reload()
    await drawn(page, FORMULAS_IN_ALL)
    // Between the drawing of the last one and its frame nothing has been painted yet.
    await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(2)
    await context.close()
  })
}

/** Notes in every frame that changes the page's height where the heading stands; and goes to it once more in the very task that draws a formula. */
function jumpAmidst(heading: HTMLElement): void {
  const watch = new MutationObserver(() => {
    if (document.querySelectorAll('.markdown math').length !== 30) return
    watch.disconnect()
    document.querySelector<HTMLElement>('.markdown a[href="#after-them"]')?.click()
  })
  watch.observe(document.body, { childList: true, subtree: true })
  const tops: number[] = []
  // After Gam's own, and before the frame is painted.
  const frames = new ResizeObserver(() => {
    tops.push(heading.getBoundingClientRect().top)
    heading.dataset['tops'] = tops.join(' ')
  })
  frames.observe(document.body)
}

const lineIsKept = () => {
  const { line, scroll } = (history.state ?? {}) as { line?: { scroll: number }; scroll?: number }
  return scroll === scrollY && line?.scroll === scrollY
}

const withoutAnchoring = (page: Page) =>
  page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('* { overflow-anchor: none }')
      document.adoptedStyleSheets.push(sheet)
    })
  })

test('a link into a closed part opens it, and all round it', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  const heading = page.getByRole('heading', { name: 'The third' })
  const top = () => heading.evaluate((one) => Math.round(one.getBoundingClientRect().top))
  await page.goto(address('folded.md#the-third'))
  await heading.waitFor()
  await expect.poll(top).toBe(24)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('user-content-the-third')

  await page.goto(address('folded.md'))
  await page.getByText('To the third').waitFor()
  expect(await heading.isVisible()).toBe(false)
  await page.getByText('To the third').click()
  await expect.poll(top).toBe(24)
  await context.close()
})

test('the last heading stays where its link has led, while the pictures above it come', async () => {
  const context = await world.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  world.github.fault({ match: '.svg', kind: 'slow', delay: 600 })
  await page.goto(address('deep.md#target'))
  const target = page.getByRole('heading', { name: 'Target' })
  await target.waitFor()
  await expect
    .poll(() =>
      page
        .locator('.markdown img')
        .evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalHeight > 200)),
    )
    .toBe(true)
  const { top, bottom } = await target.evaluate((one) => one.getBoundingClientRect())
  expect(top).toBeGreaterThan(0)
  expect(bottom).toBeLessThan(800)
  // Who scrolls is left alone.
  await page.mouse.wheel(0, -600)
  await expect
    .poll(() => target.evaluate((one) => one.getBoundingClientRect().top))
    .toBeGreaterThan(top)
  world.github.clearFaults()
  await context.close()
})
