import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/* The service worker over stand-ins for what a browser gives it; a journey runs it in a real one. */

const SCOPE = 'https://host.example/gam/'
const FILES = ['./', 'icon.svg', 'assets/index-2.js']

type Handler = (event: Record<string, unknown>) => void
let handlers: Map<string, Handler>
let stored: Map<string, Map<string, Response>>
let tabs: { url: string; version?: string }[]
let registration: { scope: string; installing: unknown; waiting: unknown }
const network = vi.fn<(request: Request | URL | string) => Promise<Response>>()
const worker = { skipWaiting: vi.fn(), claim: vi.fn() }

const keyOf = (request: Request | string) => (typeof request === 'string' ? request : request.url)
const PAGE = '<meta name="gam-version" content="2" />'
const answerTo = (url: string) => (url === SCOPE ? PAGE : `network ${url}`)

function fakeCaches() {
  const open = (name: string) => {
    const cache = stored.get(name) ?? new Map<string, Response>()
    stored.set(name, cache)
    return Promise.resolve({
      put: (request: Request, response: Response) =>
        Promise.resolve(void cache.set(request.url, response)),
      async addAll(requests: Request[]) {
        const answers = await Promise.all(requests.map((request) => network(request)))
        if (answers.some((answer) => !answer.ok)) throw new TypeError('addAll failed')
        requests.forEach((one, at) => cache.set(one.url, answers[at] ?? Response.error()))
      },
    })
  }
  return {
    open,
    keys: () => Promise.resolve([...stored.keys()]),
    delete: (name: string) => Promise.resolve(stored.delete(name)),
    match: (request: Request | string, { cacheName }: { cacheName: string }) =>
      Promise.resolve(stored.get(cacheName)?.get(keyOf(request))?.clone()),
  }
}

beforeEach(async () => {
  handlers = new Map()
  stored = new Map()
  tabs = []
  registration = { scope: SCOPE, installing: null, waiting: null }
  network.mockReset()
  network.mockImplementation((request) =>
    Promise.resolve(basic(answerTo(keyOf(request as Request)))),
  )
  worker.skipWaiting.mockReset()
  worker.claim.mockReset()
  const matchAll = () =>
    Promise.resolve(
      tabs.map(({ url, version }) => ({
        url,
        postMessage: (_: unknown, [port]: MessagePort[]) => {
          if (version) port?.postMessage(version)
        },
      })),
    )
  vi.stubGlobal('self', {
    registration,
    skipWaiting: worker.skipWaiting,
    clients: { claim: worker.claim, matchAll },
    addEventListener: (type: string, handler: Handler) => handlers.set(type, handler),
  })
  vi.stubGlobal('caches', fakeCaches())
  vi.stubGlobal('fetch', network)
  vi.stubGlobal('__SHELL__', { version: '2', files: FILES })
  vi.resetModules()
  await import('../../src/sw.ts')
})
afterEach(() => vi.unstubAllGlobals())

/** An answer of our own origin, as `fetch` gives it in a browser. */
function basic(body: string, status = 200): Response {
  const response = new Response(body, { status, headers: { 'content-type': 'text/javascript' } })
  return Object.defineProperty(response, 'type', { value: 'basic' })
}

/** Sends an event and waits for all that it waits for; gives the response, undefined where it is left to the browser. */
async function send(
  type: string,
  event: Record<string, unknown> = {},
): Promise<string | undefined> {
  const waits: unknown[] = []
  let response: Promise<Response> | undefined
  handlers.get(type)?.({
    ...event,
    waitUntil: (promise: unknown) => waits.push(promise),
    respondWith: (promise: Promise<Response>) => (response = promise),
  })
  const body = response && (await (await response).text())
  await Promise.all(waits)
  return body
}

const get = (path: string, mode = 'cors') => {
  const request = new Request(new URL(path, SCOPE))
  return send('fetch', { request: Object.defineProperty(request, 'mode', { value: mode }) })
}

test('stores the shell whole, past the browser’s own cache', async () => {
  await send('install')
  expect([...(stored.get('gam:/gam/:2')?.keys() ?? [])]).toEqual(
    [...FILES.slice(1), './'].map((file) => new URL(file, SCOPE).href),
  )
  expect((network.mock.calls[0]?.[0] as Request).cache).toBe('reload')
  expect(worker.skipWaiting).not.toHaveBeenCalled()
})

test('a shell with a missing file is not installed', async () => {
  network.mockImplementation((request) =>
    Promise.resolve(basic(PAGE, keyOf(request as Request).endsWith('icon.svg') ? 404 : 200)),
  )
  await expect(send('install')).rejects.toThrow('addAll')
  expect(stored.get('gam:/gam/:2')?.size).toBe(0)
})

test('a page of another version is not stored', async () => {
  network.mockImplementation((request) =>
    Promise.resolve(basic(answerTo(keyOf(request as Request)).replace('"2"', '"1"'))),
  )
  await expect(send('install')).rejects.toThrow('another version')
  expect(stored.has('gam:/gam/:2')).toBe(false)
})

test('a static page comes from the host; without a network what it shows is opened in Gam', async () => {
  const file = 'r/moby/moby/reports/a.html'
  expect(await get(file, 'navigate')).toBe(`network ${SCOPE}${file}`)
  network.mockRejectedValue(new TypeError('no network'))
  const redirect = vi.spyOn(Response, 'redirect')
  await get(file, 'navigate')
  await get('r/index.html', 'navigate')
  expect(redirect.mock.calls).toEqual([[`${SCOPE}?moby/moby/blob/HEAD/reports/a.md`], [SCOPE]])
})

test('serves page and code without a network, and leaves the rest alone', async () => {
  await send('install')
  network.mockRejectedValue(new TypeError('no network'))
  expect(await get('?moby/moby', 'navigate')).toBe(PAGE)
  expect(await get('assets/index-2.js')).toBe(`network ${SCOPE}assets/index-2.js`)
  for (const url of ['library.json', 'snapshot-0-a.pack', 'https://api.github.com/x']) {
    expect(await get(url)).toBeUndefined()
  }
})

test('stores a guest on its first use; an older version’s files serve its tabs', async () => {
  await send('install')
  stored.set('gam:/gam/:1', new Map([[`${SCOPE}assets/index-1.js`, basic('old')]]))
  stored.set('gam:/other/:1', new Map([[`${SCOPE}assets/gone.js`, basic('foreign')]]))
  expect(await get('assets/index-1.js')).toBe('old')
  await get('assets/guest.js')
  network.mockResolvedValue(basic('not found', 404))
  expect(await get('assets/guest.js')).toBe(`network ${SCOPE}assets/guest.js`)
  expect(await get('assets/gone.js')).toBe('not found')
  expect(stored.get('gam:/gam/:2')?.has(`${SCOPE}assets/gone.js`)).toBe(false)
})

test('a full store costs the guest’s copy, not the guest', async () => {
  vi.stubGlobal('caches', {
    ...fakeCaches(),
    open: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
  })
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(await get('assets/guest.js')).toBe(`network ${SCOPE}assets/guest.js`)
  expect(warn).toHaveBeenCalled()
  warn.mockRestore()
})

test('takes over only when asked to', async () => {
  await send('activate')
  expect(worker.claim).toHaveBeenCalled()
  expect(worker.skipWaiting).not.toHaveBeenCalled()
  await send('message', { data: { type: 'take-over' } })
  expect(worker.skipWaiting).toHaveBeenCalled()
  await send('message', { data: null })
})

test('old versions go when no tab runs them any more', async () => {
  const old = ['gam:/gam/:0', 'gam:/gam/:1', 'gam:/other/:1']
  for (const name of [...old, 'gam:/gam/:2']) stored.set(name, new Map())
  tabs = [
    { url: `${SCOPE}?x`, version: '2' },
    { url: SCOPE, version: '1' },
    { url: 'https://host.example/other/' },
  ]
  registration.waiting = {}
  await send('message', { data: { type: 'hello' } })
  expect(stored.size).toBe(4)
  registration.waiting = null
  await send('message', { data: { type: 'hello' } })
  expect([...stored.keys()]).toEqual(['gam:/gam/:1', 'gam:/other/:1', 'gam:/gam/:2'])
})

test('a tab that does not answer keeps them', async () => {
  stored.set('gam:/gam/:1', new Map())
  tabs = [{ url: SCOPE }]
  vi.useFakeTimers()
  const sent = send('message', { data: { type: 'hello' } })
  await vi.advanceTimersByTimeAsync(6_000)
  await sent
  vi.useRealTimers()
  expect([...stored.keys()]).toEqual(['gam:/gam/:1'])
})
