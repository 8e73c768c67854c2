import { inOneFolder, serveMany } from '../journeys/many-reports.ts'
import { startWorld } from '../journeys/world.ts'
import { clickToPaint } from './click-to-paint.ts'
import { ratio, type Row } from './figures.ts'
import { memoryOf } from './memory-of.ts'

const OPENED = [50, 100, 200]
const MOST = 200

/** One page in which report after report is opened from the list. */
export async function measureMemory(): Promise<Row[]> {
  const world = await startWorld({
    more: (folder) => serveMany(folder, { folder: inOneFolder(MOST) }),
    library: { title: 'Many', sources: [{ repo: 'gam-many/folder', path: 'reports' }] },
  })
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  const links = page.locator('.entry a')
  await links.nth(MOST - 1).waitFor({ state: 'attached' })
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  const memory: number[] = []
  for (const [at, href] of hrefs.entries()) {
    await page.locator(`.entry a[href="${href}"]`).waitFor({ state: 'attached' })
    await page.evaluate(clickToPaint, href)
    await page.goBack()
    if (OPENED.includes(at + 1)) memory.push(await memoryOf(page))
  }
  await world.close()
  const [first = NaN] = memory
  return [
    ...OPENED.map((count, at) => ({
      what: `after ${count} reports`,
      value: memory[at] ?? NaN,
      unit: 'MB',
    })),
    // A tenth for what a browser's own bookkeeping comes and goes by.
    ratio('after 200 reports against after 50', memory.at(-1) ?? NaN, first, 1.1),
  ]
}
