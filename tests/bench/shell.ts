import { startWorld } from '../journeys/world.ts'
import { listen, serveFolder } from './static-host.ts'
import type { Row } from './figures.ts'

const PAGES: Readonly<Record<string, readonly [address: string, stands: string]>> = {
  report: ['?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md', '.markdown p'],
  library: ['', '.entry'],
  folder: ['?gam-sample/toolkit/tree/HEAD/reports', '.entry'],
  search: ['?search=network', 'main input'],
  edits: ['?edits', 'main h1'],
  storage: ['?storage', 'main h1'],
  settings: ['?settings', 'main h1'],
}

/** Requests to Gam's own host and their bytes as they travel, until the page stands; and all that is stored for later. */
export async function measureShell(): Promise<Row[]> {
  const world = await startWorld()
  const host = await listen(await serveFolder(world.site.folder(), world.sample.library))
  const rows: Row[] = []
  for (const [name, [address, stands]] of Object.entries(PAGES)) {
    const context = await world.newContext()
    const page = await context.newPage()
    host.clear()
    await page.goto(host.url + address)
    await page.locator(stands).first().waitFor()
    const until = host.sent()
    rows.push({ what: `${name}, requests`, value: until.requests, unit: '' })
    rows.push({ what: `${name}, until it stands`, value: until.bytes / 1000, unit: 'KB' })
    if (name === 'report') {
      await page.evaluate(() => navigator.serviceWorker.ready.then((one) => one.active?.state))
      rows.push({ what: 'with the shell stored', value: host.sent().bytes / 1000, unit: 'KB' })
    }
    await context.close()
  }
  host.close()
  await world.close()
  return rows
}
