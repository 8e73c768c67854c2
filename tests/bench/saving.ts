import type { Page } from 'playwright'
import { inOneFolder, serveMany } from '../journeys/many-reports.ts'
import { callsTo, quiet, startWorld, type World } from '../journeys/world.ts'
import { median, ratio, type Row } from './figures.ts'

const COUNT = 1000
const ROUNDS = 5
/** As many as Gam has. */
const AT_ONCE = 6

/** A folder that is saved, in turn with a loop that downloads the same and keeps nothing. */
export async function measureSaving(): Promise<Row[]> {
  const world = await startWorld({
    more: (folder) => serveMany(folder, { folder: inOneFolder(COUNT) }),
    library: { title: 'Many', sources: [{ repo: 'gam-many/folder', path: 'reports' }] },
  })
  const times = { gam: [] as number[], bare: [] as number[] }
  let paths: readonly string[] = []
  let bytes = 0
  // The first round is the local GitHub's: it asks Git for each object once.
  for (let round = 0; round <= ROUNDS; round++) {
    world.github.reset()
    const saved = await save(world)
    paths = saved.paths
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(`${world.site.url}?settings`)
    const loop = await page.evaluate(download, {
      urls: paths.map((path) => world.github.raw + path),
      atOnce: AT_ONCE,
    })
    if (round) {
      times.gam.push(saved.ms)
      times.bare.push(loop.ms)
    }
    bytes = loop.bytes
    await context.close()
  }
  await world.close()
  const [gam, bare] = [median(times.gam), median(times.bare)]
  return [
    ratio('Gam / the loop, time', gam, bare, 1.2),
    ratio('Gam / the loop, requests', paths.length, new Set(paths).size, 1),
    { what: 'Gam', value: gam, unit: 'ms' },
    { what: 'the loop', value: bare, unit: 'ms' },
    { what: 'downloads', value: paths.length, unit: '' },
    { what: 'bytes of them', value: bytes / 1000, unit: 'KB' },
  ]
}

async function save(world: World): Promise<{ ms: number; paths: readonly string[] }> {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.getByRole('button', { name: /^Save offline/ }).waitFor()
  // The entries in view are learnt by themselves.
  await quiet(world)
  world.github.clear()
  const ms = await untilSaved(page)
  const paths = callsTo(world, 'raw')
  await context.close()
  return { ms, paths }
}

const untilSaved = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const began = performance.now()
    document.querySelector<HTMLButtonElement>('.save .button')?.click()
    return new Promise<number>((resolve) => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('.save .done')) return
        seen.disconnect()
        resolve(performance.now() - began)
      })
      seen.observe(document.body, { childList: true, subtree: true, attributes: true })
    })
  })

/** In the page: so many at a time. */
async function download({ urls, atOnce }: { urls: readonly string[]; atOnce: number }) {
  const began = performance.now()
  let bytes = 0
  const queue = urls.values()
  // Without a name of its own: tsx would have it looked up in a page that knows none.
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const url of queue) {
        const body = await (await fetch(url)).arrayBuffer()
        bytes += body.byteLength
      }
    }),
  )
  return { ms: performance.now() - began, bytes }
}
