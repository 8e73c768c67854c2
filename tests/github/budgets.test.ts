import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createBudgets } from './budgets.ts'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const PATH = '/repos/pequod/log/commits/main'
const remaining = (answer: Response) => Number(answer.headers.get('x-ratelimit-remaining'))
const tagOf = async (as?: string, accept = '*/*') =>
  (await it.api(PATH, as, { accept })).headers.get('etag') ?? ''

test('sixty requests an hour for who is not signed in, five thousand for each user', async () => {
  expect(remaining(await it.api(PATH))).toBe(59)
  expect(remaining(await it.api('/repos/pequod/nowhere'))).toBe(58)
  expect(remaining(await it.api(PATH, 'ghp_pip'))).toBe(4999)
  expect(remaining(await it.api(PATH, 'ghp_ahab'))).toBe(4999)
  const reset = Number((await it.api(PATH)).headers.get('x-ratelimit-reset')) * 1000
  expect(reset).toBeGreaterThan(Date.now())
  expect(reset).toBeLessThanOrEqual(Date.now() + 3_601_000)
})

test('an ETag is weak and differs by user and media type', async () => {
  const tags = [await tagOf(), await tagOf('ghp_pip'), await tagOf('ghp_ahab')]
  tags.push(await tagOf(undefined, 'application/vnd.github.sha'))
  expect(new Set(tags).size).toBe(4)
  for (const tag of tags) expect(tag).toMatch(/^W\/"/)
})

test('an unchanged answer costs one request without a token and none with one', async () => {
  for (const [as, cost] of [
    [undefined, 1],
    ['ghp_pip', 0],
  ] as const) {
    const tag = await tagOf(as)
    const before = remaining(await it.api(PATH, as))
    const again = await it.api(PATH, as, { 'if-none-match': tag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(remaining(again)).toBe(before - cost)
    expect(it.github.requests.at(-1)).toMatchObject({ status: 304, cost, signedIn: Boolean(as) })
  }
})

test('who has used them up is refused until the hour is over', async () => {
  const reset = Date.now() + 3_000
  it.github.limit(1, reset)
  expect(remaining(await it.api(PATH))).toBe(0)
  const refused = await it.api(PATH)
  expect(refused.status).toBe(403)
  expect(remaining(refused)).toBe(0)
  expect(refused.headers.get('x-ratelimit-reset')).toBe(String(Math.ceil(reset / 1000)))
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(await refused.json()).toMatchObject({ message: 'API rate limit exceeded for 127.0.0.1.' })
  expect((await it.api(PATH, 'ghp_pip')).status).toBe(200)
  await expect.poll(async () => (await it.api(PATH)).status, { timeout: 10_000 }).toBe(200)
})

test('a user can be limited too', async () => {
  it.github.limit(0, undefined, 'pip')
  expect((await it.api(PATH, 'ghp_pip')).status).toBe(403)
  expect((await it.api(PATH, 'ghp_ahab')).status).toBe(200)
})

test('to ask what is left costs nothing, also where nothing is left', async () => {
  it.github.limit(0)
  const answer = await it.api('/rate_limit')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ resources: { core: { limit: 60, remaining: 0 } } })
})

test('a new hour brings new requests', () => {
  let now = 0
  const budgets = createBudgets(() => now)
  const purse = { user: '', resource: 'core' } as const
  budgets.charge(purse, 60)
  expect(budgets.isUsedUp(purse)).toBe(true)
  now = 3_600_001
  expect(budgets.state(purse)).toMatchObject({ remaining: 60, used: 0 })
})
