import type { Page } from 'playwright'
import { amongFiles, byDay, inOneFolder, serveMany } from '../journeys/many-reports.ts'
import { quiet, startWorld } from '../journeys/world.ts'
import type { Row } from './figures.ts'
import { memoryOf } from './memory-of.ts'

const SOURCES = 50
const IN_A_SOURCE = 200
const IN_A_FOLDER = 10_000
const IN_A_TREE = 99_000
const IN_A_CUT_TREE = 101_000

/** A library of 50 sources with 10,000 reports, as many in one folder, and trees of 100,000 entries. */
export async function measureScale(): Promise<Row[]> {
  const names = Array.from({ length: SOURCES }, (_, at) => `notes-${at}`)
  const world = await startWorld({
    more: (folder) =>
      serveMany(folder, {
        ...Object.fromEntries(names.map((name, at) => [name, byDay(IN_A_SOURCE, at)])),
        folder: inOneFolder(IN_A_FOLDER),
        tree: amongFiles(IN_A_TREE, 1000),
        cut: amongFiles(IN_A_CUT_TREE, 1000),
      }),
    library: {
      title: 'Many',
      sources: names.map((name) => ({ repo: `gam-many/${name}`, path: 'reports' })),
    },
  })
  const rows: Row[] = []
  const pages = [
    ['50 sources, 10,000 reports', '', SOURCES * IN_A_SOURCE],
    ['a folder of 10,000', '?gam-many/folder/tree/HEAD/reports', IN_A_FOLDER],
    ['a tree of 100,000 files', '?gam-many/tree', 1000],
    ['a tree that is cut short', '?gam-many/cut', 0],
  ] as const
  for (const [what, address, entries] of pages) {
    const context = await world.newContext()
    const page = await context.newPage()
    await page.addInitScript(watchList)
    world.github.limit(5000)
    await page.goto(world.site.url + address)
    await shows(page, entries)
    await quiet(world)
    await page.goto('about:blank')
    await page.goto(world.site.url + address)
    await shows(page, entries)
    await page.waitForTimeout(3000)
    const seen = await page.evaluate(() => window.seenOfList)
    const add = (name: string, value: number, unit = 'ms') =>
      rows.push({ what: `${what}: ${name}`, value, unit })
    // A tree that is cut short lists folders alone.
    if (entries) {
      add('first entries', seen.first)
      add('all entries', seen.last)
    }
    add('longest task', seen.longest)
    add('tasks over 50 ms in all', seen.sum)
    if (address === '') {
      for (const chip of ['gam-many/notes-7', 'All', 'gam-many/notes-8'])
        add(`choose ${chip}`, await choose(page, chip))
      await choose(page, 'All')
    }
    add('memory', await memoryOf(page), 'MB')
    await context.close()
  }
  await world.close()
  return rows
}

const shows = (page: Page, entries: number) =>
  page.waitForFunction(
    (count) =>
      document.querySelectorAll('.entry').length >= count &&
      document.querySelector('.entry, .unopened'),
    entries,
    { polling: 100, timeout: 120_000 },
  )

declare global {
  interface Window {
    seenOfList: { first: number; last: number; longest: number; sum: number }
  }
}

/** In the page, before anything else: notes when entries come, and how long the page is held up. */
function watchList(): void {
  const seen = { first: 0, last: 0, longest: 0, sum: 0 }
  window.seenOfList = seen
  let count = 0
  const entries = document.getElementsByClassName('entry')
  new MutationObserver(() => {
    if (entries.length === count) return
    count = entries.length
    seen.first ||= performance.now()
    seen.last = performance.now()
  }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longest = Math.max(seen.longest, duration)
      seen.sum += duration
    }
  }).observe({ entryTypes: ['longtask'] })
}

/** From the click on a chip until the next frame is handed over. */
const choose = (page: Page, chip: string): Promise<number> =>
  page.evaluate((label) => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('.chips button')].find((one) =>
      one.innerText.startsWith(`${label}\u00a0`),
    )
    const began = performance.now()
    button?.click()
    return new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - began)
        port2.postMessage(null)
      }),
    )
  }, chip)
