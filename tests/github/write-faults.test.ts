import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { branch, commit, fork, headOf, open } from './proposing.ts'
import { startTestGitHub, type Started } from './started.ts'

/* What fails while something is written: whether it was done is what matters. */

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(async () => {
  it.github.reset()
  await fork(it)
  await branch(it, 'gam/one', await commit(it, { 'a.md': 'a\n' }))
})
afterAll(() => it.close())

const PULLS = { method: 'POST', match: /\/pulls$/ } as const
const opened = () => it.github.pulls('pequod/log').length

test('a connection that breaks before it is done, and one that breaks after', async () => {
  it.github.fault({ ...PULLS, kind: 'drop', times: 1 })
  await expect(open(it, 'gam/one')).rejects.toThrow()
  expect(opened()).toBe(0)
  it.github.fault({ ...PULLS, kind: 'lost-answer', times: 1 })
  await expect(open(it, 'gam/one')).rejects.toThrow()
  expect(opened()).toBe(1)
  expect((await open(it, 'gam/one')).json.errors[0].message).toMatch(/already exists/)
})

test('an outage before it is done, and one after', async () => {
  const outage = { ...PULLS, kind: 'status', status: 502, withoutCors: true, times: 1 } as const
  const send = () =>
    fetch(`${it.github.api}/repos/pequod/log/pulls`, {
      method: 'POST',
      headers: { authorization: 'Bearer ghp_pip' },
      body: JSON.stringify({ title: 't', head: 'pip:gam/one', base: 'main' }),
    })
  it.github.fault(outage)
  const refused = await send()
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([502, null])
  expect(opened()).toBe(0)
  it.github.fault({ ...outage, done: true })
  expect((await send()).status).toBe(502)
  expect(opened()).toBe(1)
})

test('no answer at all, though it is done', async () => {
  it.github.fault({ ...PULLS, kind: 'hang', done: true })
  const signal = AbortSignal.timeout(400)
  const sent = fetch(`${it.github.api}/repos/pequod/log/pulls`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_pip' },
    body: JSON.stringify({ title: 't', head: 'pip:gam/one', base: 'main' }),
    signal,
  })
  await expect(sent).rejects.toThrow(/timeout/)
  expect(opened()).toBe(1)
})

test('only the nth request that matches', async () => {
  it.github.fault({ method: 'POST', match: '/git/refs', nth: 2, kind: 'lost-answer' })
  const head = await headOf(it)
  expect((await branch(it, 'a', head)).status).toBe(201)
  await expect(branch(it, 'b', head)).rejects.toThrow()
  expect((await branch(it, 'c', head)).status).toBe(201)
  expect(Object.keys(await it.github.refs('pip/log'))).toEqual(
    expect.arrayContaining(['refs/heads/a', 'refs/heads/b', 'refs/heads/c']),
  )
})

test('too many writes: wait, for as long as it says, in headers that a page may read', async () => {
  it.github.fault({ ...PULLS, kind: 'secondary-limit', retryAfter: 7, times: 1 })
  it.github.fault({ ...PULLS, kind: 'secondary-limit', status: 429, times: 1 })
  const first = await open(it, 'gam/one')
  expect([first.status, first.headers.get('retry-after')]).toEqual([403, '7'])
  expect(first.json.message).toContain('You have exceeded a secondary rate limit')
  expect(first.headers.get('access-control-expose-headers')).toContain('Retry-After')
  const second = await open(it, 'gam/one')
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, null])
  expect(opened()).toBe(0)
  expect((await open(it, 'gam/one')).status).toBe(201)
})

test('the hour’s requests run out between two writes', async () => {
  it.github.limit(1, undefined, 'pip')
  expect((await branch(it, 'a', await headOf(it))).status).toBe(201)
  const refused = await open(it, 'gam/one')
  expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
  expect(opened()).toBe(0)
})

test('what was sent is on record', async () => {
  await open(it, 'gam/one')
  const { body, method } = it.github.requests.at(-1) ?? {}
  expect(method).toBe('POST')
  expect(JSON.parse(body ?? '')).toMatchObject({ head: 'pip:gam/one' })
})
