import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildSample, type Sample } from './sample/build.ts'
import { startGitHub, type LocalGitHub } from './server.ts'
import { serveFolder } from './working-tree.ts'

let folder: string
let sample: Sample
let github: LocalGitHub
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-github-'))
  sample = await buildSample(folder)
  github = await startGitHub({
    apiPort: 0,
    rawPort: 0,
    repositories: sample.repositories,
    users: sample.users,
  })
})
afterAll(async () => {
  await github.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => github.reset())

const api = (path: string, headers: Record<string, string> = {}) =>
  fetch(github.api + path, { headers })
const token = (at: number) => ({ authorization: `Bearer ${sample.users[at]?.token}` })
const SHA = { accept: 'application/vnd.github.sha' }
const remaining = (response: Response) => Number(response.headers.get('x-ratelimit-remaining'))

describe('the API', () => {
  test('gives a head as text and its tree by `COMMIT:FOLDER`, recursive with any value', async () => {
    const commit = await (await api('/repos/gam-sample/toolkit/commits/HEAD', SHA)).text()
    expect(commit).toMatch(/^[0-9a-f]{40}$/)
    const tree = await (
      await api(`/repos/gam-sample/toolkit/git/trees/${commit}:docs%2Fguides?recursive=0`)
    ).json()
    expect(tree.tree.map((one: { path: string }) => one.path)).toContain('1-disks.md')
    expect(tree.truncated).toBe(false)
  })
  test('an unknown ref is 422, an unknown repository and a private one are 404', async () => {
    expect((await api('/repos/gam-sample/toolkit/commits/nowhere')).status).toBe(422)
    expect((await api('/repos/gam-sample/nothing')).status).toBe(404)
    expect((await api('/repos/gam-sample/minutes')).status).toBe(404)
    expect((await api('/repos/gam-sample/minutes', token(1))).status).toBe(404)
    expect((await api('/repos/gam-sample/minutes', token(0))).status).toBe(200)
  })
  test('a wrong token is 401, on public repositories too', async () => {
    expect(
      (await api('/repos/gam-sample/toolkit', { authorization: 'Bearer ghp_wrong' })).status,
    ).toBe(401)
  })
  test('permissions are told to who is signed in only, and differ', async () => {
    const of = async (headers: Record<string, string>) =>
      (await (await api('/repos/gam-sample/toolkit', headers)).json()).permissions
    expect(await of({})).toBeUndefined()
    expect((await of(token(0))).push).toBe(true)
    expect((await of(token(1))).push).toBe(false)
  })
  test('a renamed repository is 301 to its number, which answers', async () => {
    const response = await fetch(`${github.api}/repos/gam-sample/tool/commits/HEAD`, {
      redirect: 'manual',
      headers: SHA,
    })
    expect(response.status).toBe(301)
    expect((await api('/repos/gam-sample/tool/commits/HEAD', SHA)).redirected).toBe(true)
  })
  test('a 304 costs one anonymously and nothing with a token', async () => {
    for (const [headers, cost] of [
      [{}, 1],
      [token(0), 0],
    ] as const) {
      const first = await api('/repos/gam-sample/toolkit', headers)
      const tag = first.headers.get('etag') ?? ''
      expect(tag).toMatch(/^W\//)
      const second = await api('/repos/gam-sample/toolkit', { ...headers, 'if-none-match': tag })
      expect(second.status).toBe(304)
      expect(remaining(first) - remaining(second)).toBe(cost)
    }
  })
  test('the sixty-first anonymous request of the hour is refused, one with a token is not', async () => {
    github.limit(1)
    expect((await api('/repos/gam-sample/toolkit')).status).toBe(200)
    const refused = await api('/repos/gam-sample/toolkit')
    expect([refused.status, remaining(refused)]).toEqual([403, 0])
    expect((await api('/repos/gam-sample/toolkit', token(0))).status).toBe(200)
  })
  test('every answer may be read by a page, a preflight names what it may send', async () => {
    const missing = await api('/repos/gam-sample/nothing')
    expect(missing.headers.get('access-control-allow-origin')).toBe('*')
    expect(missing.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining')
    const preflight = await fetch(`${github.api}/user`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).not.toContain('Cache-Control')
  })
})

describe('the raw host', () => {
  const raw = (path: string, init?: RequestInit) => fetch(github.raw + path, init)
  test('serves refs with slashes, knows nothing of private ones and refuses preflights', async () => {
    const found = await raw('/gam-sample/summits/notes/autumn/src/events/autumn-ideas.md')
    expect(found.status).toBe(200)
    expect(found.headers.get('cache-control')).toBe('max-age=300')
    expect((await raw('/gam-sample/minutes/HEAD/README.md', { headers: token(0) })).status).toBe(
      404,
    )
    const preflight = await raw('/gam-sample/summits/HEAD/README.md', { method: 'OPTIONS' })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      403,
      null,
    ])
  })
  test('fails as it is told to', async () => {
    github.fault({ host: 'raw', kind: 'status', status: 429, times: 1 })
    github.fault({ host: 'raw', kind: 'drop', times: 1 })
    github.fault({ host: 'raw', kind: 'cut', after: 5, times: 1 })
    const path = '/gam-sample/summits/HEAD/README.md'
    expect((await raw(path)).status).toBe(429)
    await expect(raw(path)).rejects.toThrow()
    await expect(raw(path).then((one) => one.text())).rejects.toThrow()
    expect((await raw(path)).status).toBe(200)
  })
})

test('private mode shows nothing anonymously', async () => {
  const closed = await startGitHub({
    apiPort: 0,
    rawPort: 0,
    repositories: sample.repositories,
    users: sample.users,
    privateMode: true,
  })
  expect((await fetch(`${closed.api}/repos/gam-sample/toolkit`)).status).toBe(401)
  expect((await fetch(`${closed.raw}/gam-sample/toolkit/HEAD/README.md`)).status).toBe(404)
  await closed.close()
})

describe('a folder of one’s own', () => {
  test('is served as it is now, without what Git ignores, and the clone stays as it was', async () => {
    const clone = join(folder, 'clone')
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8' })
    await mkdir(clone)
    git('init', '-q')
    await writeFile(join(clone, '.gitignore'), 'secret.md\n')
    await writeFile(join(clone, 'secret.md'), 'no')
    await writeFile(join(clone, 'a.md'), '# A\n')
    const before = git('status', '--porcelain') + git('count-objects', '-v')
    const served = await serveFolder('me/notes', clone)
    const own = await startGitHub({
      apiPort: 0,
      rawPort: 0,
      repositories: [served.repository],
      users: [],
    })
    const text = async (path: string) => (await fetch(`${own.raw}/me/notes/HEAD/${path}`)).text()
    expect(await text('a.md')).toBe('# A\n')
    expect(await text('secret.md')).toContain('404')
    await writeFile(join(clone, 'a.md'), '# B\n')
    await expect.poll(() => text('a.md')).toBe('# B\n')
    expect(git('status', '--porcelain') + git('count-objects', '-v')).toBe(before)
    await own.close()
    await served.close()
  })
  test('a wrong one gets a sentence', async () => {
    await expect(serveFolder('me/notes', join(folder, 'nowhere'))).rejects.toThrow(
      /is not a folder/,
    )
  })
})
