import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import type { CDPSession, Page } from 'playwright'
import { makeRepository } from '../github/make-repository.ts'
import { longReport } from '../journeys/long-report.ts'
import { siteWithSnapshot } from '../journeys/with-snapshot.ts'
import { startWorld, type World } from '../journeys/world.ts'
import { makeDocsify } from './docsify.ts'
import { median, ratio, type Row } from './figures.ts'
import { listen, serveFolder } from './static-host.ts'

const ROUNDS = 5
/** As the recaps of summits are. */
const LENGTH = 12_000
const LATENCY = 150
/** 1.6 Mbit/s. */
const BYTES_A_SECOND = 200_000
const SLOWED = 4
/** A connection to a host that was not spoken to before: its name, TCP and TLS. */
const NEW_HOST = 3 * LATENCY
const REPO = 'gam-bench/report'

interface Contender {
  readonly name: string
  readonly url: string
  /** In it the text stands. */
  readonly text: string
  readonly hasWorker: boolean
  /** What the first answer of the report's own host takes longer, in ms. */
  readonly newHost: number
}

/** Cold by a link, and again when nothing that the browser may keep is fresh any more. */
export async function measureDeepLink(): Promise<Row[]> {
  const report = longReport(LENGTH)
  const library = { title: 'Reports', sources: [{ repo: REPO }] }
  const world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'report.git')
      await makeRepository(gitDir, [{ files: { 'report.md': report } }])
      return [{ name: REPO, gitDir, defaultBranch: 'main' }]
    },
    library,
  })
  const docsify = await makeDocsify(report)
  const hosts = {
    gam: await listen(await serveFolder(world.site.folder(), library)),
    withPages: await listen(await serveFolder(await siteWithSnapshot(world, library), library)),
    docsify: await listen(docsify.plain),
    withWorker: await listen(docsify.withWorker),
    file: await listen({ '/index.html': await asOneFile(report) }),
  }
  const gam = {
    url: `${hosts.gam.url}?${REPO}/blob/HEAD/report.md`,
    text: '.markdown',
    hasWorker: true,
  }
  const peer = { text: '.markdown-section', newHost: 0 }
  const contenders: readonly Contender[] = [
    { ...gam, name: 'Gam', newHost: 0 },
    { ...gam, name: 'Gam, report’s host new', newHost: NEW_HOST },
    // Where the host has a snapshot, “Copy link” gives this one.
    {
      ...gam,
      name: 'Gam’s static page',
      url: `${hosts.withPages.url}r/${REPO}/report.html`,
      hasWorker: false,
      newHost: 0,
    },
    { ...peer, name: 'docsify', url: `${hosts.docsify.url}#/report`, hasWorker: false },
    {
      ...peer,
      name: 'docsify with worker',
      url: `${hosts.withWorker.url}#/report`,
      hasWorker: true,
    },
    { name: 'one file', url: hosts.file.url, text: 'article', hasWorker: false, newHost: 0 },
  ]
  const rows: Row[] = []
  for (const onPhone of [true, false]) {
    const times = new Map(contenders.map(({ name }) => [name, { cold: [], second: [] } as Times]))
    // Beside each other, so that what disturbs the machine disturbs all.
    for (let round = 0; round < ROUNDS; round++) {
      for (const one of contenders) {
        const { cold, second } = await visitTwice(world, one, onPhone)
        times.get(one.name)?.cold.push(cold)
        times.get(one.name)?.second.push(second)
      }
    }
    rows.push(...compare(onPhone ? 'phone' : 'desk', times))
  }
  for (const host of Object.values(hosts)) host.close()
  await world.close()
  return rows
}

interface Times {
  readonly cold: number[]
  readonly second: number[]
}

function compare(where: string, times: ReadonlyMap<string, Times>): Row[] {
  const of = (name: string, visit: keyof Times) => median(times.get(name)?.[visit] ?? [])
  const against = (name: string, visit: keyof Times, other: string, aim?: number) =>
    ratio(`${where}, ${visit}: ${name} / ${other}`, of(name, visit), of(other, visit), aim)
  return [
    ...['Gam', 'Gam, report’s host new', 'Gam’s static page'].flatMap((name) => [
      against(name, 'cold', 'docsify', 0.75),
      against(name, 'cold', 'docsify with worker', 0.75),
      against(name, 'cold', 'one file'),
      against(name, 'second', 'docsify', 0.4),
      against(name, 'second', 'docsify with worker', 0.4),
      against(name, 'second', 'one file', 0.5),
    ]),
    ...[...times.keys()].flatMap((name) =>
      (['cold', 'second'] as const).map((visit) => ({
        what: `${where}, ${visit}: ${name}`,
        value: of(name, visit),
        unit: 'ms',
      })),
    ),
  ]
}

async function visitTwice(world: World, one: Contender, onPhone: boolean) {
  const context = await world.newContext()
  const page = await context.newPage()
  const tools = await context.newCDPSession(page)
  await page.addInitScript(watchText, `${one.text} h2`)
  world.github.reset()
  world.github.limit(5000)
  if (one.newHost) world.github.fault({ host: 'raw', kind: 'slow', delay: one.newHost, times: 1 })
  await throttle(tools, onPhone)
  await page.goto(one.url, { waitUntil: 'commit' })
  const cold = await painted(page)
  // What it stores for later it stores while one reads.
  await throttle(tools, false)
  if (one.hasWorker) {
    await page.evaluate(() => navigator.serviceWorker.ready.then((ready) => ready.active?.state))
    await page.reload()
    await painted(page)
  }
  await page.waitForTimeout(1000)
  await page.goto('about:blank')
  if (one.newHost) world.github.fault({ host: 'raw', kind: 'slow', delay: one.newHost, times: 1 })
  await throttle(tools, onPhone)
  await page.goto(one.url, { waitUntil: 'commit' })
  const second = await painted(page)
  await context.close()
  return { cold, second }
}

async function throttle(tools: CDPSession, isOn: boolean): Promise<void> {
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: isOn ? LATENCY : 0,
    downloadThroughput: isOn ? BYTES_A_SECOND : -1,
    uploadThroughput: isOn ? BYTES_A_SECOND : -1,
  })
  await tools.send('Emulation.setCPUThrottlingRate', { rate: isOn ? SLOWED : 1 })
}

declare global {
  interface Window {
    textPainted: Promise<number>
  }
}

const painted = (page: Page): Promise<number> => page.evaluate(() => window.textPainted)

/** In the page, before anything else: when the first of these elements was handed over for painting, in ms. */
function watchText(selector: string): void {
  window.textPainted = new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      seen.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      })
    })
    seen.observe(document, { childList: true, subtree: true })
  })
}

/** The report in Gam's own look, and nothing else. */
async function asOneFile(report: string): Promise<string> {
  const sheets = ['tokens', 'base', 'markdown'].map((name) =>
    readFile(new URL(`../../src/look/${name}.css`, import.meta.url), 'utf8'),
  )
  const css = (await Promise.all(sheets)).join('\n')
  const html = new MarkdownIt({ html: true, linkify: true }).render(report)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>A long report</title><style>${css}</style></head><body><main><article class="markdown">${html}</article></main></body></html>`
}
