import { mount } from 'svelte'
import App from './App.svelte'
import type { Gam } from './commands/gam.ts'
import { createFactsMaker } from './commands/library/facts-maker.ts'
import { fetchHostLibrary, storedLibrary } from './commands/library/load-library.ts'
import { createTrees } from './commands/library/trees.ts'
import { installTrees } from './commands/saving/install-trees.ts'
import { createPacks } from './commands/saving/packs.ts'
import { earlyFetch } from './early-fetch.ts'
import { createGitHub } from './github/github.ts'
import './look/tokens.css'
import './look/base.css'
import './look/markdown.css'
import './look/videos.css'
import { isFailure } from './model/failure.ts'
import type { Hosts } from './model/hosts.ts'
import { parseAddress } from './model/parse-address.ts'
import { loadGuest } from './offline/load-guest.ts'
import type { Library } from './model/source.ts'
import { loadRules } from './pages/report/read-report.ts'
import { fetchSnapshot, type Snapshot } from './site/snapshot.ts'
import { Appearance } from './state/appearance.svelte.ts'
import { Shell, type App as AppParts } from './state/app.svelte.ts'
import { LibraryState } from './state/library.svelte.ts'
import { Navigation } from './state/navigation.svelte.ts'
import { Network } from './state/network.svelte.ts'
import { Session } from './state/session.svelte.ts'
import { openStorage } from './storage/storage.ts'
import { scriptUrl } from './trusted.ts'
import workerUrl from './worker.ts?worker&url'

const trim = (host: string | undefined, usual: string) => (host ?? usual).replace(/\/+$/, '')
const hosts: Hosts = {
  web: trim(import.meta.env['VITE_GITHUB_WEB'], 'https://github.com'),
  api: trim(import.meta.env['VITE_GITHUB_API'], 'https://api.github.com'),
  raw: trim(import.meta.env['VITE_GITHUB_RAW'], 'https://raw.githubusercontent.com'),
  mirror: trim(import.meta.env['VITE_JSDELIVR'], ''),
}
const base = new URL('.', location.href).href
const basePath = new URL(base).pathname
const RAW_SILENCE = 'raw is silent until'

/** In milliseconds: how long a first visit waits for `library.json` and the snapshot. */
const PATIENCE = 4000

void start()

/** The whole program: what there is, who knows whom, and what is fetched when. */
async function start(): Promise<void> {
  const network = new Network()
  const session = new Session(basePath)
  const appearance = new Appearance(basePath)
  const shell = new Shell()
  const fetch = earlyFetch(window.fetch.bind(window), window.gamEarly ?? new Map())
  const token = () => session.token
  const now = () => Date.now()

  const storage = openStorage({
    basePath,
    onTrouble: (trouble) => (network.storageTrouble = trouble),
    makeRoom: () => later().then((loaded) => !isFailure(loaded) && loaded.makeRoom(app)),
  })
  const github = createGitHub({
    hosts,
    fetch,
    token,
    onBadToken: () => (session.refused = true),
    onBudget: (budget) => (network.budget = budget),
    onByte: () => (network.lastByte = now()),
    rawSilence: {
      load: () => storage.settings.load(RAW_SILENCE),
      save: (until) => storage.settings.save(RAW_SILENCE, until),
    },
  })
  const trees = createTrees(github, storage, () => token() !== undefined, now)
  const startWorker = () => new Worker(scriptUrl(workerUrl), { type: 'module' })
  const facts = createFactsMaker(storage, startWorker)
  const packs = createPacks(fetch, base)
  const gam: Gam = {
    hosts,
    github,
    storage,
    facts,
    startWorker,
    trees,
    packs,
    base,
    token,
    now,
    library: () => library.library,
  }
  const library = new LibraryState(gam)
  const navigation = new Navigation((search, hash) => parseAddress(search, hash, hosts))
  if (navigation.address.page === 'report') void loadRules()
  const app: AppParts = {
    gam,
    library,
    navigation,
    appearance,
    session,
    network,
    shell,
    reloaded:
      navigation.address.page === 'report' &&
      performance.getEntriesByType('navigation').some((one) => isReload(one)),
  }

  const stored = storedLibrary(storage)
  const own = library.loadOwn()
  const news = openHost(app, fetch, Promise.all([stored, own]))
  mount(App, { target: document.getElementById('app') ?? document.body, props: { app } })
  const known = await stored
  await own
  // What is stored waits for nobody; a first visit waits for its host, but not for ever.
  if (known) {
    library.setHost(known)
    await library.loadStored()
  } else await Promise.race([news, after(PATIENCE)])
  library.ready = true
  remember('visited')

  await painted()
  const loaded = await later()
  if (!isFailure(loaded)) await loaded.afterPaint(app, news)
}

/** Puts in force what the host says now: `library.json`, and the trees of the snapshot, which is given back. */
async function openHost(
  { gam, library }: AppParts,
  fetch: typeof globalThis.fetch,
  before: Promise<readonly [Library | undefined, unknown]>,
): Promise<Snapshot | undefined> {
  const [host, found, [stored]] = await Promise.all([
    fetchHostLibrary(fetch, gam.storage, base),
    fetchSnapshot(fetch, base),
    before,
  ])
  if (!isFailure(host)) library.setHost(host)
  else if (!stored || host.kind === 'malformed') library.failure = host
  const snapshot = isFailure(found) ? undefined : found
  if (snapshot) await installTrees(gam, snapshot)
  await library.loadStored()
  return snapshot
}

const later = () => loadGuest(() => import('./after-paint.ts'))

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function isReload(one: PerformanceEntry): boolean {
  return (one as PerformanceNavigationTiming).type === 'reload'
}

const painted = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))

function remember(key: string): void {
  try {
    localStorage.setItem(`gam:${basePath}:${key}`, '1')
  } catch {
    // Storage is forbidden: boot.ts will ask early on each visit, which costs one request to the raw host.
    return
  }
}
