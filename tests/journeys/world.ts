import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright'
import type { User } from '../github/answers.ts'
import { buildApp } from '../github/build-app.ts'
import { buildSample } from '../github/sample/build.ts'
import { serveSite, type Site } from '../github/serve-site.ts'
import { startGitHub, type LocalGitHub, type ServedRepository } from '../github/server.ts'
import { findChromium } from './chromium.ts'

/**
 * Not the ports of `npm start`, so that both can run at once; the variable lets two clones be tested at once. Files
 * that run beside each other have ports of their own.
 */
const first =
  Number(process.env['GAM_TEST_PORT'] ?? 4830) +
  3 * (Number(process.env['VITEST_POOL_ID'] ?? 1) - 1)
const PORTS = { site: first, api: first + 1, raw: first + 2 }

export interface World {
  readonly github: LocalGitHub
  readonly site: Site
  /** A folder for this world's own files, gone with it. */
  readonly folder: string
  readonly sample: Awaited<ReturnType<typeof buildSample>>
  readonly browser: Browser
  /** A fresh browser profile: nothing stored, nothing signed in. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

export interface WorldOptions {
  /** Nothing anonymous, no raw host: an Enterprise server. */
  readonly privateMode?: boolean
  /** One may sign in through the local GitHub's gateway. */
  readonly withGateway?: boolean
  /** Where Gam lies on its host. */
  readonly base?: string
  readonly library?: object
  /** Repositories besides the sample's, made below this folder. */
  readonly more?: (folder: string) => Promise<ServedRepository[]>
  /** People besides the sample's. */
  readonly users?: readonly User[]
}

const builds = new Map<string, Promise<string>>()

/** Gam built once for each set of hosts, in the real build with its policy and service worker. */
function build(raw: string, gateway = ''): Promise<string> {
  const known = builds.get(raw + gateway)
  if (known) return known
  const made = (async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'gam-build-'))
    const web = 'https://github.com'
    await buildApp({ hosts: { web, api: `http://127.0.0.1:${PORTS.api}`, raw, gateway }, outDir })
    return outDir
  })()
  builds.set(raw + gateway, made)
  return made
}

/** The built app, the local GitHub with the sample library, and a browser. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'gam-world-'))
  await mkdir(join(folder, 'sample'))
  const sample = await buildSample(join(folder, 'sample'))
  const github = await startGitHub({
    apiPort: PORTS.api,
    rawPort: PORTS.raw,
    repositories: [...sample.repositories, ...((await options.more?.(folder)) ?? [])],
    users: [...sample.users, ...(options.users ?? [])],
    ...(options.privateMode ? { privateMode: true } : {}),
  })
  const outDir = await build(
    options.privateMode ? '' : `http://127.0.0.1:${PORTS.raw}`,
    options.withGateway ? github.gateway : '',
  )
  const site = await serveSite({
    folder: outDir,
    port: PORTS.site,
    library: options.library ?? sample.library,
    ...(options.base ? { base: options.base } : {}),
  })
  const { path } = findChromium()
  const browser = await chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [
      '--disable-background-networking',
      // Nothing that a report asks for leaves this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  return {
    github,
    site,
    folder,
    sample,
    browser,
    newContext: (context = {}) =>
      browser.newContext({ viewport: { width: 1280, height: 800 }, ...context }),
    async close() {
      await browser.close()
      await site.close()
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until the shell is stored and a worker controls the page's next visit. */
export const shellStored = (page: Page): Promise<unknown> =>
  page.evaluate(() => navigator.serviceWorker.ready.then((one) => one.active?.state))

/** Waits until the local GitHub has heard nothing for half a second. */
export async function quiet(world: World): Promise<void> {
  for (let before = -1; before !== world.github.requests.length;) {
    before = world.github.requests.length
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** What the page asked of the local GitHub, without preflights. */
export const callsTo = (world: World, host: 'api' | 'raw'): string[] =>
  world.github.requests
    .filter((one) => one.host === host && one.method !== 'OPTIONS')
    .map((one) => one.path)

export const preflights = (world: World): number =>
  world.github.requests.filter((one) => one.method === 'OPTIONS').length

/** What the page said in its console that no journey should bring about: errors and policy violations. */
export function listenForTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(String(error)))
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      /Content Security Policy|TrustedHTML|Uncaught/.test(message.text())
    ) {
      trouble.push(message.text())
    }
  })
  return trouble
}
