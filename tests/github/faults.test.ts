import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LOG, startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const FILE = '/pequod/log/main/docs/log.md'

test('a status, with what it says, so many times', async () => {
  const headers = { 'retry-after': '7' }
  it.github.fault({
    host: 'raw',
    kind: 'status',
    status: 429,
    headers,
    body: 'slow down',
    times: 1,
  })
  const answer = await it.raw(FILE)
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('7')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.text()).toBe('slow down')
  expect(it.github.requests.at(-1)).toMatchObject({ status: 429 })
  expect((await it.raw(FILE)).status).toBe(200)
})

test('an outage page that no other page may read', async () => {
  it.github.fault({ kind: 'status', status: 502, withoutCors: true })
  const answer = await it.api('/repos/pequod/log')
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([502, null])
})

test('only what is named goes wrong: by host, method, and a part of the path', async () => {
  it.github.fault({ host: 'api', match: 'trees/main?rec', kind: 'status', status: 500 })
  it.github.fault({ host: 'api', match: /commits\/\w+$/, kind: 'status', status: 501 })
  it.github.fault({ method: 'POST', kind: 'status', status: 502 })
  const status = async (path: string) => (await it.api(`/repos/pequod/log/${path}`)).status
  expect(await status('git/trees/main')).toBe(200)
  expect(await status('git/trees/main?recursive=1')).toBe(500)
  expect(await status('commits/main')).toBe(501)
  expect((await it.raw(FILE)).status).toBe(200)
})

test('a preflight goes wrong only where that is asked for', async () => {
  const preflight = async () => (await fetch(`${it.github.api}/user`, { method: 'OPTIONS' })).status
  it.github.fault({ kind: 'status', status: 500 })
  expect(await preflight()).toBe(204)
  it.github.fault({ method: 'OPTIONS', kind: 'status', status: 503 })
  expect(await preflight()).toBe(503)
})

test('a dropped connection', async () => {
  it.github.fault({ kind: 'drop' })
  await expect(it.raw(FILE)).rejects.toThrow()
  expect(it.github.requests.at(-1)).toMatchObject({ status: 0 })
})

test('no answer at all', async () => {
  it.github.fault({ kind: 'hang' })
  const signal = AbortSignal.timeout(300)
  await expect(fetch(`${it.github.raw}${FILE}`, { signal })).rejects.toThrow(/timeout/)
})

test('an answer that ends too early', async () => {
  it.github.fault({ kind: 'cut', after: 5 })
  const answer = await it.raw(FILE)
  expect(answer.headers.get('content-length')).toBe(String(LOG.length))
  await expect(answer.text()).rejects.toThrow()
})

test('an answer that is long in coming', async () => {
  it.github.fault({ kind: 'slow', delay: 250, times: 1 })
  it.github.fault({ kind: 'slow', bytesPerSecond: 50 })
  for (const least of [240, 300]) {
    const began = Date.now()
    expect(await (await it.raw(FILE)).text()).toBe(LOG)
    expect(Date.now() - began).toBeGreaterThan(least)
  }
})

test('a thing that is done, and whose answer is lost', async () => {
  it.github.fault({ kind: 'lost-answer', times: 1 })
  await expect(it.api('/repos/pequod/log')).rejects.toThrow()
  expect(it.github.requests.at(-1)).toMatchObject({ status: 200, cost: 1 })
  const next = await it.api('/repos/pequod/log')
  expect(next.headers.get('x-ratelimit-remaining')).toBe('58')
})

test('the whole of GitHub goes away and comes back on the same ports', async () => {
  it.github.fault({ match: 'hangs', kind: 'hang' })
  const hanging = expect(it.raw('/hangs')).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await it.github.stop()
  await hanging
  await expect(it.api('/repos/pequod/log')).rejects.toThrow()
  await expect(it.raw(FILE)).rejects.toThrow()
  await it.github.start()
  await it.github.start()
  expect((await it.raw(FILE)).status).toBe(200)
  expect((await it.api('/repos/pequod/log')).status).toBe(200)
})
