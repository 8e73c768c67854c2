import { addressBehind } from './offline/behind-page.ts'
import {
  cacheName,
  cachePrefix,
  cachesToForget,
  mayKeep,
  routeOf,
  type Message,
} from './offline/routing.ts'

/* The service worker: keeps the app itself, so that it opens without a network. Reports are the page's own matter. */

declare const __SHELL__: { readonly version: string; readonly files: readonly string[] }
const shell = __SHELL__
const worker = self as unknown as ServiceWorkerGlobalScope
const scope = worker.registration.scope
const own = cacheName(scope, shell.version)

/** A tab that does not say its version by then keeps every old version alive. */
const ANSWER_DEADLINE = 5_000

worker.addEventListener('install', (event) => event.waitUntil(install()))
// The page of a first visit is served from here on, so that the guests it loads are stored. Nothing slow may be done
// here: the requests of a page that reloads for this version wait until it is over.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('message', (event) => {
  const message = event.data as Message | undefined
  if (message?.type === 'take-over') event.waitUntil(worker.skipWaiting())
  if (message?.type === 'hello') event.waitUntil(forgetOldVersions())
})
worker.addEventListener('fetch', (event) => {
  const route = routeOf(event.request, scope, shell.files)
  if (route === 'page') event.respondWith(openPage(event.request))
  if (route === 'asset') event.respondWith(openAsset(event))
  if (route === 'static') event.respondWith(openStaticPage(event.request))
})

/**
 * The shell is stored whole or not at all: the page comes last. A host may serve the new worker and still the old page,
 * whose code it has no more: stored, it would stay blank for good.
 */
async function install(): Promise<void> {
  const [page, ...rest] = shell.files.map(
    (file) => new Request(new URL(file, scope), { cache: 'reload' }),
  )
  if (!page) return
  const response = await fetch(page)
  if (!response.ok || !(await response.clone().text()).includes(shell.version))
    throw new Error('the page is of another version than sw.js')
  const cache = await caches.open(own)
  await cache.addAll(rest)
  await cache.put(page, response)
}

async function openPage(request: Request): Promise<Response> {
  return (await match(own, new URL('./', scope).href)) ?? fetch(request)
}

/** A link that somebody was given opens without a network too: in Gam, which has what was read or saved. */
async function openStaticPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    const file = new URL(request.url).pathname.slice(new URL(scope).pathname.length)
    return Response.redirect(new URL(addressBehind(file) || './', scope).href)
  }
}

/** A stored file, of an older version too where a tab still runs it; else the network, and stored for the next time. */
async function openAsset(event: FetchEvent): Promise<Response> {
  for (const name of [own, ...(await otherVersions())]) {
    const stored = await match(name, event.request)
    if (stored) return stored
  }
  const response = await fetch(event.request)
  if (mayKeep(response)) event.waitUntil(keep(event.request, response.clone()))
  return response
}

// Hosts vary their answers by encoding, which is undone by the time they are stored.
const match = (name: string, request: Request | string): Promise<Response | undefined> =>
  caches.match(request, { cacheName: name, ignoreVary: true })

async function keep(request: Request, response: Response): Promise<void> {
  try {
    await (await caches.open(own)).put(request, response)
  } catch (error) {
    // Storage is full: this file needs the network again the next time.
    console.warn('Gam could not keep a part of itself', error)
  }
}

const otherVersions = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(cachePrefix(scope)) && name !== own)

/** Old versions' files stay until no tab runs them. */
async function forgetOldVersions(): Promise<void> {
  // Listed before the tabs are asked: a version that begins to install meanwhile is none of these.
  const names = await otherVersions()
  const { installing, waiting } = worker.registration
  if (!names.length || installing || waiting) return
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const ours = tabs.filter((tab) => tab.url.startsWith(scope))
  const running = await Promise.all(ours.map(versionOf))
  for (const name of cachesToForget(names, scope, shell.version, running)) await caches.delete(name)
}

function versionOf(tab: Client): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve(undefined), ANSWER_DEADLINE)
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer)
      resolve(typeof data === 'string' ? data : undefined)
    }
    tab.postMessage({ type: 'which-version' } satisfies Message, [port2])
  })
}
