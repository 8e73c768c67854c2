import type { BrowserContext } from 'playwright'
import { inOneFolder, serveMany } from '../journeys/many-reports.ts'
import { siteWithSnapshot } from '../journeys/with-snapshot.ts'
import { callsTo, quiet, startWorld, type World } from '../journeys/world.ts'
import type { Row } from './figures.ts'

const COUNT = 1000
/** By then an answer of GitHub's is old, in ms. */
const LATER = 11 * 60_000
const LIBRARY = { title: 'Many', sources: [{ repo: 'gam-many/folder', path: 'reports' }] }
const FIRST = 'reports/report-00000.md'

/** What one source of 1,000 reports costs of the hour's requests, and of bytes. */
export async function measureCalls(): Promise<Row[]> {
  const world = await startWorld({
    more: (folder) => serveMany(folder, { folder: inOneFolder(COUNT) }),
    library: LIBRARY,
  })
  const context = await world.newContext()
  const rows: Row[] = []
  const add = (what: string, visit: Visit, calls: number, downloads?: number) =>
    rows.push(
      { what: `${what}: API calls`, value: visit.calls, unit: '', aim: calls },
      {
        what: `${what}: downloads of reports`,
        value: visit.downloads,
        unit: '',
        ...(downloads === undefined ? {} : { aim: downloads }),
      },
      { what: `${what}: bytes from GitHub`, value: visit.bytes / 1000, unit: 'KB' },
    )
  add('first visit', await visit(world, context, 0), 2)
  add('unchanged return', await visit(world, context, LATER), 1, 0)
  await world.github.commit('gam-many/folder', { files: { [FIRST]: '# Changed\n\nNew words.\n' } })
  add('one report of 1,000 changed', await visit(world, context, 2 * LATER), 2, 1)
  await context.close()

  world.site.setFolder(await siteWithSnapshot(world, LIBRARY))
  const fresh = await world.newContext()
  add('first visit with a snapshot', await visit(world, fresh, 0), 0, 0)
  await world.close()
  return rows
}

interface Visit {
  readonly calls: number
  readonly downloads: number
  /** As they travelled. */
  readonly bytes: number
}

/** The library's page, so many ms after now. */
async function visit(world: World, context: BrowserContext, later: number): Promise<Visit> {
  const page = await context.newPage()
  const tools = await context.newCDPSession(page)
  const asked = new Set<string>()
  let bytes = 0
  await tools.send('Network.enable')
  tools.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
    if (url.startsWith(world.github.api) || url.startsWith(world.github.raw)) asked.add(requestId)
  })
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength
  })
  await page.addInitScript((ms) => {
    const now = Date.now
    Date.now = () => now() + ms
  }, later)
  world.github.clear()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  await page.waitForTimeout(1000)
  await quiet(world)
  await page.close()
  return { calls: callsTo(world, 'api').length, downloads: callsTo(world, 'raw').length, bytes }
}
