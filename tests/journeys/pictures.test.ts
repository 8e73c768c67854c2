import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { LAUGHING } from '../hostile/svg.ts'
import { axeFindingsInAnyTheme } from './axe.ts'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

const svg = (width: number, height: number, fill = '#5c7f8a'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${fill}"/></svg>`
const UNSIZED =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#886"/></svg>'

const paragraphs = (from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, at) =>
      `Paragraph ${from + at} of the harbour book: the tide came at six, two ships were tied up before noon, and nobody counted the gulls.`,
  ).join('\n\n')

const PICTURES = `![The pier](pier.svg)

Beside text: <img align="right" width="35%" height="35%" src="crane.svg"> a crane.

<img width="200" src="pier.svg?again" alt="A small pier">

<img height="50" src="wide.svg" alt="A low rope">

![A chart](chart.svg)

<img width="100" height="100" src="tower.svg" alt="A tower in a square">

![From elsewhere](https://pictures.example.org/gulls.svg)`

/** As an image it runs nothing; opened at an address of Gam's origin it would. */
const RUNS =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30" onload="ran()"><script>ran()</script><rect width="30" height="30"/></svg>'

const REPORTS: Record<string, string> = {
  'book/hostile.md': `# Not for drawing

![A laughing mask](masks.svg)

![A laughing copy](copies.svg)

![A running drawing](runs.svg)

![A pier](pier.svg)
`,
  'book/all.md': `# All pictures\n\n${paragraphs(1, 4)}\n\n${PICTURES}\n\n${paragraphs(4, 40)}\n`,
  'book/missing.md': `# Missing pictures

Here is ![A lost anchor](lost.svg) in the text.

[![A lost sign](lost-sign.svg)](https://example.org/sign)

![](never/drawn.svg)

![A far lighthouse](https://pictures.example.org/gone.png)

![The mole, never stored](mole.svg)

> A quotation with ![not a picture at all](words.png) inside.
`,
  'book/themes.md': `# Two lights

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="night.svg">
  <img src="day.svg" alt="The harbour">
</picture>

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="https://pictures.example.org/night.svg">
  <source media="(prefers-color-scheme: light)" srcset="https://pictures.example.org/day.svg">
  <img src="https://pictures.example.org/any.svg" alt="The harbour from the sea">
</picture>
`,
  'book/old-themes.md': `# Two lights, as one wrote it before

![Night](night.svg#gh-dark-mode-only)
![Day](day.svg#gh-light-mode-only)

<p align="center"><img src="https://pictures.example.org/night.svg#gh-dark-mode-only" alt="A far night">
<img src="https://pictures.example.org/day.svg#gh-light-mode-only" alt="A far day"></p>
`,
}

async function harbour(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'harbour.git')
  const drawn = {
    'pier.svg': svg(400, 300),
    'crane.svg': svg(300, 450),
    'wide.svg': svg(800, 100),
    'chart.svg': UNSIZED,
    'tower.svg': svg(200, 400),
    'mole.svg': svg(120, 80),
    'night.svg': svg(300, 100, '#102030'),
    'day.svg': svg(300, 100, '#fff0c0'),
    'runs.svg': RUNS,
    'masks.svg': LAUGHING['masks'] ?? '',
    'copies.svg': LAUGHING['use in use'] ?? '',
    'words.png': 'version https://git-lfs.github.com/spec/v1',
  }
  const files = Object.entries(drawn).map(([name, file]) => [`book/${name}`, file])
  await makeRepository(gitDir, [{ files: { ...REPORTS, ...Object.fromEntries(files) } }])
  return [{ name: 'gam-harbour/book', gitDir, defaultBranch: 'main' }]
}

const LIBRARY = {
  title: 'Harbour',
  images: 'all',
  sources: [{ repo: 'gam-harbour/book', path: 'book', title: 'The harbour book' }],
}
const report = (name: string) => `${world.site.url}?gam-harbour/book/blob/HEAD/book/${name}.md`

let world: World
beforeAll(async () => {
  world = await startWorld({ more: harbour, library: LIBRARY })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

declare global {
  interface Window {
    /** What of the text was moved by something else. */
    shifted: string[]
  }
}

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  readonly trouble: string[]
  /** What was asked of another host. */
  readonly elsewhere: string[]
}

async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await world.newContext(options)
  const elsewhere: string[] = []
  await context.route(/pictures\.example\.org/, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    elsewhere.push(name)
    if (name === 'gone.png') return route.fulfill({ status: 404 })
    const fill = name === 'night.svg' ? '#102030' : '#fff0c0'
    return route.fulfill({ contentType: 'image/svg+xml', body: svg(320, 240, fill) })
  })
  const page = await context.newPage()
  return { context, page, elsewhere, trouble: listenForTrouble(page) }
}

const loaded = (page: Page) => () =>
  page.evaluate(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.markdown img')]
    return images.length > 0 && images.every((one) => one.complete && one.naturalWidth > 0)
  })

/** Where each picture lies in the page, and how large. */
const rooms = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.markdown img')].map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      return [x, y + scrollY, width, height].map((value) => Math.round(value))
    }),
  )

test('room is kept for each picture that was seen, before it comes, and nothing moves when it does', async () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 360, height: 640 },
  ]) {
    const { context, page } = await visit({ viewport, serviceWorkers: 'block' })
    await page.goto(report('all'))
    await page.locator('.markdown img').first().waitFor()
    await page.getByAltText('From elsewhere').scrollIntoViewIfNeeded()
    await expect.poll(loaded(page)).toBe(true)
    await quiet(world)
    const natural = await rooms(page)

    // The next time no picture comes: nothing but the room that is kept for them is seen.
    const again = await context.newPage()
    await again.route(/enliven.*\.js$/, (route) => route.abort())
    await again.route(/pictures\.example\.org/, () => undefined)
    await again.goto(report('all'), { waitUntil: 'commit' })
    await again.locator('.markdown p').first().waitFor()
    const first = await again.evaluate(() =>
      [...document.querySelectorAll('.markdown img')].map(
        (one) => one.getBoundingClientRect().height,
      ),
    )
    expect(first.every((height) => height > 0)).toBe(true)
    expect(await rooms(again)).toEqual(natural)
    await context.close()
  }
})

/** Where an element stood in each frame of this time, as it was painted: an intersection is told after all layout. */
const topsOf = (element: Locator, ms: number) =>
  element.evaluate(
    (one, ms) =>
      new Promise<number[]>((done) => {
        const tops: number[] = []
        const began = performance.now()
        const look = () => {
          const observer = new IntersectionObserver(([entry]) => {
            if (entry) tops.push(entry.boundingClientRect.top)
            observer.disconnect()
          })
          observer.observe(one)
          if (performance.now() - began < ms) requestAnimationFrame(look)
          else done(tops)
        }
        look()
      }),
    ms,
  )

test('a second visit shifts nothing of the text, and asks another host for no more than the first', async () => {
  const { context, page, elsewhere, trouble } = await visit()
  const open = async (): Promise<string[]> => {
    await page.goto(world.site.url)
    await page.locator('.entry').first().waitFor()
    await page.getByRole('link', { name: 'All pictures' }).click()
    await page.getByAltText('From elsewhere').scrollIntoViewIfNeeded()
    await page.evaluate(() => scrollTo(0, 0))
    await expect.poll(loaded(page)).toBe(true)
    await page.waitForTimeout(300)
    return page.evaluate(() => window.shifted)
  }
  await page.addInitScript(() => {
    window.shifted = []
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & {
        sources: { node: Node | null }[]
      })[]) {
        for (const { node } of shift.sources) {
          const element = node instanceof Element ? node : node?.parentElement
          if (element?.closest('.markdown')) window.shifted.push(element.outerHTML.slice(0, 100))
        }
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  expect((await open()).length).toBeGreaterThan(0)
  const asked = elsewhere.length
  expect(await open()).toEqual([])
  expect(elsewhere.length).toBeLessThanOrEqual(2 * asked)
  expect(trouble).toEqual([])
  await context.close()
})

for (const anchoring of ['by the browser', 'by Gam']) {
  test(`what is read stays where it is while pictures above come, held ${anchoring}`, async () => {
    const { context, page } = await visit({ viewport: { width: 800, height: 600 } })
    if (anchoring === 'by Gam') {
      await page.addInitScript(() => {
        document.addEventListener('DOMContentLoaded', () => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync('* { overflow-anchor: none }')
          document.adoptedStyleSheets.push(sheet)
        })
      })
    }
    world.github.fault({ host: 'raw', match: '.svg', kind: 'slow', delay: 1500 })
    await page.goto(report('all'))
    const read = page.getByText('Paragraph 20 of')
    await read.waitFor()
    await page.locator('.acts button').first().waitFor()
    await read.evaluate((one) => one.scrollIntoView({ block: 'center' }))
    await page.waitForTimeout(100)
    expect(await loaded(page)()).toBe(false)
    const height = await page.evaluate(() => document.body.scrollHeight)
    const before = await read.boundingBox()
    const tops = await topsOf(read, 4000)
    expect(await page.locator('.markdown img[data-gam-shown]').count()).toBe(6)
    expect(await page.evaluate(() => document.body.scrollHeight)).toBeGreaterThan(height + 300)
    expect(tops.length).toBeGreaterThan(20)
    expect(Math.max(...tops.map((top) => Math.abs(top - (before?.y ?? 0))))).toBeLessThanOrEqual(1)
    await context.close()
  })
}

const withTheme = (context: BrowserContext, theme: string) =>
  context.addInitScript(
    ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
    ['gam:/:appearance', `theme=${theme}`],
  )

test('a missing picture is words and a link in its line, read once', async () => {
  const { context, page, trouble } = await visit()
  await page.goto(report('missing'))
  const boxes = page.locator('[data-gam="missing"]')
  await page.getByText('A far lighthouse').scrollIntoViewIfNeeded()
  await expect.poll(() => boxes.count()).toBe(5)
  expect(await boxes.allInnerTexts()).toEqual([
    'Picture not here: A lost anchor · open on GitHub',
    'Picture not here: A lost sign',
    'Picture not here: drawn.svg · open on GitHub',
    'Picture not here: A far lighthouse · pictures.example.org',
    'Picture not here: not a picture at all · open on GitHub',
  ])
  const links = boxes.locator('a')
  expect(await links.evaluateAll((all: HTMLAnchorElement[]) => all.map((one) => one.href))).toEqual(
    [
      'https://github.com/gam-harbour/book/blob/HEAD/book/lost.svg',
      'https://github.com/gam-harbour/book/blob/HEAD/book/never/drawn.svg',
      'https://pictures.example.org/gone.png',
      'https://github.com/gam-harbour/book/blob/HEAD/book/words.png',
    ],
  )
  expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer')
  expect(await page.getByRole('link', { name: 'A lost sign' }).getAttribute('href')).toBe(
    'https://example.org/sign',
  )
  // Nothing but the picture that is here is a picture to a screen reader.
  expect(await page.locator('.markdown').getByRole('img').count()).toBe(1)
  const lines = await page
    .locator('.markdown p')
    .evaluateAll((all) =>
      all.slice(0, 4).map((one) => Math.round(one.getBoundingClientRect().height)),
    )
  const line = await page
    .locator('.markdown')
    .evaluate((one) => Math.round(parseFloat(getComputedStyle(one).lineHeight)))
  expect(lines).toEqual([line, line, line, line])
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  expect(trouble).toEqual([])
  await context.close()
})

test('an SVG that stands for billions of elements is words, and the page answers', async () => {
  const { context, page, trouble } = await visit()
  await page.goto(report('hostile'))
  const boxes = page.locator('[data-gam="missing"]')
  await expect.poll(() => boxes.count()).toBe(2)
  expect(await boxes.allInnerTexts()).toEqual([
    'Picture too complex to show here: A laughing mask · open on GitHub',
    'Picture too complex to show here: A laughing copy · open on GitHub',
  ])
  await expect
    .poll(() => page.getByAltText('A pier').evaluate((one: HTMLImageElement) => one.naturalWidth))
    .toBe(400)
  expect(trouble).toEqual([])
  await context.close()
})

test('an SVG runs nothing, and nobody can open its address once it is shown', async () => {
  // Without the page's policy, which such a document would inherit.
  const { context, page } = await visit({ bypassCSP: true })
  const ran: string[] = []
  await context.exposeFunction('ran', () => void ran.push('a script ran'))
  await page.goto(report('hostile'))
  const picture = page.getByAltText('A running drawing')
  await expect
    .poll(() => picture.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth))
    .toBe(30)
  const isOpen = (address: string) =>
    page.evaluate(
      (url) =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      address,
    )
  const address = await picture.evaluate((one: HTMLImageElement) => one.currentSrc)
  expect(address).toMatch(/^blob:/)
  expect(await isOpen(address)).toBe(false)
  expect(ran).toEqual([])
  // Such an address does run where it is left open: the watch is awake.
  const live = await page.evaluate(
    (svg) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })),
    RUNS,
  )
  expect(await isOpen(live)).toBe(true)
  await page.evaluate((url) => void window.open(url), live)
  await expect.poll(() => ran.length).toBeGreaterThan(0)
  await context.close()
})

test('without a network a picture says that it needs one, and comes when it is back', async () => {
  const { context, page } = await visit()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  await quiet(world)
  await context.setOffline(true)
  // Its text is stored with the library's facts; its pictures never were.
  await page.getByRole('link', { name: 'All pictures' }).click()
  const boxes = page.locator('[data-gam="missing"]')
  await expect.poll(() => boxes.count()).toBe(6)
  expect(await boxes.first().innerText()).toBe(
    'Picture needs a connection: The pier · open on GitHub',
  )
  await context.setOffline(false)
  await expect.poll(() => boxes.count()).toBe(0)
  await page.getByAltText('From elsewhere').scrollIntoViewIfNeeded()
  await expect.poll(loaded(page)).toBe(true)
  await context.close()
})

test('a picture from elsewhere that failed without a network comes when it is back', async () => {
  const { context, page, elsewhere } = await visit()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  await quiet(world)
  await context.setOffline(true)
  await context.route(/pictures\.example\.org/, (route) => route.abort('internetdisconnected'))
  await page.getByRole('link', { name: 'All pictures' }).click()
  await page.getByText('Paragraph 4 of').scrollIntoViewIfNeeded()
  const box = page.getByText('Picture needs a connection: From elsewhere')
  await box.waitFor()
  expect(elsewhere).toEqual([])
  await context.unroute(/pictures\.example\.org/)
  await context.route(/pictures\.example\.org/, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: svg(320, 240) }),
  )
  await context.setOffline(false)
  await expect.poll(() => box.count()).toBe(0)
  await expect.poll(loaded(page)).toBe(true)
  await context.close()
})

for (const [system, theme, shown] of [
  ['light', 'dark', 'night'],
  ['dark', 'light', 'day'],
  ['dark', 'auto', 'night'],
  ['light', 'auto', 'day'],
] as const) {
  test(`a picture with two lights is the ${shown}'s in ${theme} on a ${system} system`, async () => {
    const { context, page, elsewhere, trouble } = await visit({ colorScheme: system })
    await withTheme(context, theme)
    await page.goto(report('themes'))
    await expect.poll(loaded(page)).toBe(true)
    const colours = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLImageElement>('.markdown img')].map((image) => {
          const canvas = document.createElement('canvas').getContext('2d')
          if (image.currentSrc.startsWith('https')) return image.currentSrc.split('/').at(-1)
          canvas?.drawImage(image, 0, 0)
          const [red = 0] = canvas?.getImageData(5, 5, 1, 1).data ?? []
          return red > 128 ? 'day.svg' : 'night.svg'
        }),
      )
    await expect.poll(colours).toEqual([`${shown}.svg`, `${shown}.svg`])
    if (theme === 'auto') await expect.poll(() => elsewhere).toEqual([`${shown}.svg`])
    const other = shown === 'day' ? 'night' : 'day'
    await page.evaluate(
      (name) => (document.documentElement.dataset['theme'] = name),
      other === 'day' ? 'light' : 'dark',
    )
    await expect.poll(colours).toEqual([`${other}.svg`, `${other}.svg`])
    expect(trouble).toEqual([])
    await context.close()
  })
}

for (const [system, theme, shown] of [
  ['light', 'dark', 'Night'],
  ['dark', 'sepia', 'Day'],
  ['dark', 'auto', 'Night'],
  ['light', 'auto', 'Day'],
] as const) {
  test(`of pictures for one theme only the ${shown}'s are seen and fetched in ${theme} on a ${system} system`, async () => {
    const { context, page, elsewhere, trouble } = await visit({ colorScheme: system })
    await withTheme(context, theme)
    await page.goto(report('old-themes'))
    const seen = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLImageElement>('.markdown img')]
          .filter((image) => image.checkVisibility() && image.complete && image.naturalWidth > 0)
          .map((image) => image.alt),
      )
    const file = (name: string) => `${name.toLowerCase()}.svg`
    const asked = () =>
      world.github.requests.flatMap(({ host, path }) =>
        host === 'raw' ? (path.match(/(?:night|day)\.svg/) ?? []) : [],
      )
    const far = (name: string) => `A far ${name.toLowerCase()}`
    await expect.poll(seen).toEqual([shown, far(shown)])
    await quiet(world)
    expect(asked()).toEqual([file(shown)])
    expect(elsewhere).toEqual([file(shown)])
    const other = shown === 'Day' ? 'Night' : 'Day'
    await page.evaluate(
      (name) => (document.documentElement.dataset['theme'] = name),
      other === 'Day' ? 'light' : 'dark',
    )
    await expect.poll(seen).toEqual([other, far(other)])
    expect(trouble).toEqual([])
    await context.close()
  })
}
