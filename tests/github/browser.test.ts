import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGitHub, type Started } from './started.ts'

/* What a browser lets a page send and read: the lists of names are those that GitHub was recorded to send. */

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())

const listed = (text: string | null): string[] => (text ?? '').toLowerCase().split(', ')

test('every answer of the API may be read by any page, errors and redirects too', async () => {
  for (const path of ['log', 'nowhere', 'old-log', 'log/commits/nowhere']) {
    const answer = await fetch(`${it.github.api}/repos/pequod/${path}`, { redirect: 'manual' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const exposed = listed(answer.headers.get('access-control-expose-headers'))
    expect(exposed).toEqual(expect.arrayContaining(['etag', 'link', 'location', 'retry-after']))
    expect(exposed).toEqual(expect.arrayContaining(['x-ratelimit-remaining', 'x-github-sso']))
    for (const hidden of ['date', 'x-accepted-github-permissions', 'x-github-api-version-selected'])
      expect(exposed).not.toContain(hidden)
  }
})

test('a preflight allows what GitHub lists and nothing else', async () => {
  const answer = await fetch(`${it.github.api}/repos/pequod/log`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://gam.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization,cache-control',
    },
  })
  expect(answer.status).toBe(204)
  const allowed = listed(answer.headers.get('access-control-allow-headers'))
  expect(allowed).toHaveLength(17)
  expect(allowed).toEqual(expect.arrayContaining(['authorization', 'if-none-match', 'user-agent']))
  expect(allowed).not.toContain('cache-control')
  expect(allowed).not.toContain('pragma')
  expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST, PATCH, PUT, DELETE')
  expect(answer.headers.get('access-control-max-age')).toBe('86400')
  expect(it.github.requests.at(-1)).toEqual({
    body: '',
    hangs: false,
    host: 'api',
    method: 'OPTIONS',
    path: '/repos/pequod/log',
    status: 204,
    signedIn: false,
    origin: 'https://gam.example',
    preflight: { method: 'GET', headers: 'authorization,cache-control' },
    cost: 0,
  })
})

test('raw refuses preflights', async () => {
  const answer = await fetch(`${it.github.raw}/pequod/log/main/README.md`, { method: 'OPTIONS' })
  expect(answer.status).toBe(403)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})

test('an answer may be kept for a minute, by its reader alone where there was a token', async () => {
  const cached = async (as?: string) =>
    (await it.api('/repos/pequod/log', as)).headers.get('cache-control')
  expect(await cached()).toBe('public, max-age=60, s-maxage=60')
  expect(await cached('ghp_pip')).toBe('private, max-age=60, s-maxage=60')
  expect((await it.api('/repos/pequod/log')).headers.get('vary')).toContain('Accept, Authorization')
})
