import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { axeFindings } from './axe.ts'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

/** A flowchart that is wider than its column, and a sequence with words of its own. */
const RELEASE = '?gam-sample/toolkit/blob/HEAD/docs/10-release.md'
const ODD = '?gam-odd/diagrams/blob/HEAD/odd.md'
const HOSTILE = '?gam-odd/diagrams/blob/HEAD/hostile.md'
const FRAME_SCRIPT = /\/assets\/diagram-\w+\.js$/
/** Drawn instead of never: what a diagram does that never ends. */
const ENDLESS = `addEventListener('message', () => { for (;;); }); parent.postMessage({ ready: true }, '*')`

const fence = (source: string): string => '```mermaid\n' + source + '\n```\n'
const GOOD = 'pie title Who came\n  "Sailors" : 12\n  "Cooks" : 3'
const ODD_REPORT = [
  fence('flowchart LR\n  A --> --> B\n  B --> C'),
  fence('seachart\n  A --> B'),
  fence(`flowchart LR\n${'  A --> B\n'.repeat(6_000)}`),
  fence(GOOD),
].join('\n')
const NAMES_REPORT = fence(
  'stateDiagram-v2\n  [*] --> Away\n  Away --> Here: in #35;12\n  state "Said #quot;yes#quot;" as Here',
)
const HOSTILE_REPORT = [
  `flowchart LR
  A["<img src=x onerror='top.ran()'>"] --> B["<script>top.ran()</script>"]
  B --> C["<iframe src='https://evil.example/frame'></iframe>"]
  click A href "javascript:top.ran()"
  click B call ran()`,
  `%%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}, "themeCSS": "@import url(https://evil.example/a.css); rect { fill: url(https://evil.example/a.svg#x) !important; background: url(https://evil.example/b.png) }", "fontFamily": "x; background: url(https://evil.example/c.png)"}}%%
flowchart LR
  A["<img src='https://evil.example/d.png'>"] --> B`,
  `flowchart LR
  A@{ img: "https://evil.example/e.png", label: "picture" } --> B`,
  GOOD,
]
  .map(fence)
  .join('\n')

async function oddRepository(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'diagrams.git')
  const files = { 'odd.md': ODD_REPORT, 'hostile.md': HOSTILE_REPORT, 'names.md': NAMES_REPORT }
  await makeRepository(gitDir, [{ files }])
  return [{ name: 'gam-odd/diagrams', gitDir, defaultBranch: 'main' }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: oddRepository })
})
afterAll(() => world.close())

/** A first diagram waits for all of Mermaid. */
const PATIENT = { timeout: 20_000 }

const drawings = (page: Page) => page.locator('[data-gam="diagram"] img')
const drawn = (page: Page, count: number) =>
  expect.poll(() => drawings(page).count(), PATIENT).toBe(count)
const notes = (page: Page) => page.locator('[data-gam="diagram-note"]')

const storedDrawings = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('gam:/')
        opening.onsuccess = () => {
          const all = opening.result.transaction('drawings').objectStore('drawings').getAll()
          all.onsuccess = () => {
            opening.result.close()
            resolve((all.result as { svg: string }[]).map(({ svg }) => svg))
          }
        }
      }),
  )

/** How many are stored: none is drawn in vain. */
const stored = async (page: Page): Promise<number> => (await storedDrawings(page)).length

async function open(context: BrowserContext, report: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(world.site.url + report)
  return page
}

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: 'Text and colours' }).click()
  await page.getByRole('radio', { name: theme }).check()
}

test('diagrams are drawn as pictures with their sources below, and stored', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url + RELEASE)
  await drawn(page, 2)
  const [flow, day] = [drawings(page).first(), drawings(page).last()]
  expect(await flow.getAttribute('alt')).toBe('Diagram: flowchart')
  expect(await day.getAttribute('alt')).toBe(
    'The day of a release. Pip tags, the machine builds, and Ishmael signs what it has built.',
  )
  expect(
    await flow.evaluate((one: HTMLImageElement) => one.naturalWidth / one.naturalHeight),
  ).toBeGreaterThan(2)
  const frame = page.locator('iframe')
  expect(await frame.count()).toBe(1)
  expect(await frame.getAttribute('sandbox')).toBe('allow-scripts')
  expect(await page.frames()[1]?.evaluate(() => self.origin)).toBe('null')

  expect(await page.locator('pre').first().isVisible()).toBe(false)
  await page.getByText('Source').first().click()
  expect(await page.locator('pre').first().innerText()).toMatch(/^flowchart LR\n {2}tag\[Tag]/)
  expect(await page.locator('[data-gam="diagram"] [data-gam="copy"]').count()).toBe(2)
  await expect.poll(() => stored(page), PATIENT).toBe(2)
  expect(trouble).toEqual([])
  await context.close()
})

test('what is wider than its column is shown whole, or in full size to scroll', async () => {
  const context = await world.newContext({ viewport: { width: 320, height: 640 } })
  const page = await open(context, RELEASE)
  await drawn(page, 2)
  const flow = drawings(page).first()
  const width = () => flow.evaluate((one) => one.clientWidth)
  expect(await width()).toBeLessThanOrEqual(320)
  const button = page.getByRole('button', { name: 'Full size' }).first()
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(24)
  await button.click()
  expect(await width()).toBe(Number(await flow.getAttribute('width')))
  const room = page.getByRole('group', { name: 'Diagram: flowchart' })
  await room.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => room.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByRole('button', { name: 'Fit the page' }).click()
  expect(await width()).toBeLessThanOrEqual(320)
  await context.close()
})

test('a dark page has dark drawings; stored ones are there without a network', async () => {
  const context = await world.newContext()
  const page = await open(context, RELEASE)
  await drawn(page, 2)
  await expect.poll(() => stored(page), PATIENT).toBe(2)
  const light = await drawings(page).last().elementHandle()
  await chooseTheme(page, 'Dark')
  await expect.poll(() => light?.evaluate((one) => one.isConnected), PATIENT).toBe(false)
  await expect.poll(() => stored(page), PATIENT).toBe(4)
  await shellStored(page)

  await context.setOffline(true)
  await page.reload()
  await drawn(page, 2)
  expect(await page.locator('iframe').count()).toBe(0)
  await chooseTheme(page, 'Sepia')
  await page.reload()
  await drawn(page, 2)
  expect(await notes(page).count()).toBe(0)
  await context.close()
})

test('what was never drawn says what it needs, and is drawn when the network is back', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await context.route(FRAME_SCRIPT, (route) => route.abort())
  await page.goto(world.site.url + RELEASE)
  await expect
    .poll(() => notes(page).allInnerTexts(), PATIENT)
    .toEqual(Array(2).fill('Needs a connection to be drawn'))
  expect(await page.locator('pre').first().isVisible()).toBe(true)
  await context.setOffline(true)
  await context.unroute(FRAME_SCRIPT)
  await context.setOffline(false)
  await drawn(page, 2)
  expect(await notes(page).count()).toBe(0)
  await context.close()
})

test('a diagram that is wrong, or too long, keeps its source and says why; the next one is drawn', async () => {
  const context = await world.newContext()
  const page = await open(context, ODD)
  await drawn(page, 1)
  expect(await drawings(page).getAttribute('alt')).toBe('Diagram: Who came')
  const why = await notes(page).allInnerTexts()
  expect(why[0]).toMatch(/^This diagram could not be drawn: .*line 2/)
  expect(why[1]).toMatch(/^This diagram could not be drawn: No diagram type detected/)
  expect(why[2]).toBe('This diagram could not be drawn: it is too long')
  // Their words may be the report's; these are Gam's.
  expect(await notes(page).locator('code').count()).toBe(2)
  expect(await page.locator('pre:visible').count()).toBe(3)
  await expect.poll(() => stored(page)).toBe(3)
  // What is wrong is wrong without a network, too.
  await shellStored(page)
  await context.setOffline(true)
  await page.reload()
  await drawn(page, 1)
  await expect.poll(() => notes(page).allInnerTexts()).toEqual(why)
  await context.close()
})

test('names are set in the middle, and entities in them are characters', async () => {
  const context = await world.newContext()
  const page = await open(context, '?gam-odd/diagrams/blob/HEAD/names.md')
  await drawn(page, 1)
  await expect.poll(() => stored(page)).toBe(1)
  const [svg = ''] = await storedDrawings(page)
  const picture = new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document
  const texts = [...picture.querySelectorAll('text')].filter((one) => one.textContent.trim())
  const words = texts.map((one) => [one.textContent, one.getAttribute('text-anchor')])
  expect(words).toContainEqual(['Said "yes"', 'middle'])
  expect(words).toContainEqual(['Away', 'middle'])
  expect(words.map(([text]) => text)).toContain('in #12')
  await context.close()
})

test('a diagram that never ends is stopped, and the next one is drawn', async () => {
  const context = await world.newContext()
  let scripts = 0
  await context.route(FRAME_SCRIPT, (route) =>
    ++scripts === 1
      ? route.fulfill({ contentType: 'text/javascript', body: ENDLESS })
      : route.continue(),
  )
  const page = await open(context, RELEASE)
  await drawn(page, 1)
  expect(await drawings(page).getAttribute('alt')).toMatch(/^The day of a release/)
  expect(await notes(page).allInnerTexts()).toEqual([
    'This diagram could not be drawn: it took too long',
  ])
  expect(scripts).toBe(2)
  expect(await page.locator('iframe').count()).toBe(1)
  await context.close()
})

test('a hostile diagram runs nothing and asks nobody', async () => {
  const context = await world.newContext()
  const faults: string[] = []
  await context.exposeFunction('ran', () => void faults.push('a script ran'))
  await context.route(/evil\.example/, (route) => {
    faults.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  page.on('popup', () => faults.push('a window opened'))
  await page.goto(world.site.url + HOSTILE)
  const last = page.getByRole('img', { name: 'Diagram: Who came' })
  await expect.poll(() => last.count(), PATIENT).toBe(1)
  expect(await drawings(page).count()).toBeGreaterThanOrEqual(2)
  for (const one of await drawings(page).all()) await one.click()
  await quiet(world)
  expect(faults).toEqual([])
  await context.close()
})

test('axe finds nothing in drawings, notes and sources', async () => {
  const context = await world.newContext()
  for (const [report, ready] of [
    [RELEASE, 2],
    [ODD, 1],
  ] as const) {
    const page = await open(context, report)
    await drawn(page, ready)
    for (const summary of await page.getByText('Source', { exact: true }).all())
      await summary.click()
    for (const button of await page.getByRole('button', { name: 'Full size' }).all()) {
      await button.click()
    }
    expect(await axeFindings(page, '.markdown')).toEqual([])
  }
  await context.close()
})
