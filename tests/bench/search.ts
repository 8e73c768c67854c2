import type { Browser } from 'playwright'
import { openBundled } from './bundled-page.ts'
import { median, p95, ratio, type Row } from './figures.ts'
import { memoryOf } from './memory-of.ts'
import type { SearchTimes } from './search-in-page.ts'

const SIZES = [1_000, 10_000]

/** Searching made reports as one types: what the index costs, and how long the first results take. */
export async function measureSearch(browser: Browser): Promise<Row[]> {
  const rows: Row[] = []
  const builds: number[] = []
  for (const size of SIZES) {
    // Each in a page of its own: the memory of one is no burden for the next.
    const { page, close } = await openBundled(
      browser,
      new URL('search-in-page.ts', import.meta.url),
    )
    const before = await memoryOf(page)
    const times: SearchTimes = await page.evaluate((count) => window.timeSearch(count), size)
    const memory = (await memoryOf(page)) - before
    await close()
    if (!times.found) throw new Error('The search finds nothing: its times mean nothing')
    const add = (what: string, value: number, unit: string, aim?: number) =>
      rows.push({ what: `${size} reports, ${what}`, value, unit, ...(aim ? { aim } : {}) })
    add('keystroke to first results, p50', median(times.first), 'ms')
    add('keystroke to first results, p95', p95(times.first), 'ms', 20)
    add('to all exact results, p50', median(times.whole), 'ms')
    add('to all exact results, p95', p95(times.whole), 'ms')
    add('with typos, p95', p95(times.withTypos), 'ms')
    add('build', times.buildMs, 'ms')
    add('load what is stored', times.loadMs, 'ms')
    add('index as it is stored', times.bytes / 1e6, 'MB')
    add('index in memory', memory, 'MB')
    builds.push(times.buildMs)
  }
  const [small = NaN, large = NaN] = builds
  rows.push(ratio('building 10,000 against 1,000', large, small, 12))
  return rows
}
