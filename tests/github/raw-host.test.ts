import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOG, PICTURE, POINTER, startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())

const text = async (path: string) => (await it.raw(path)).text()

test('a file is found at a commit, branch, tag or HEAD', async () => {
  const head = await it.git('rev-parse', 'main')
  for (const ref of [head, 'main', 'v1.0', 'HEAD', 'refs/heads/main'])
    expect(await text(`/PEQUOD/log/${ref}/docs/log.md`)).toBe(LOG)
  expect(await text('/pequod/log/main/docs/deep/a%20b.md')).toBe('deep\n')
})

test('a branch may have slashes in its name', async () => {
  expect(await text('/pequod/log/release/1.0/docs/log.md')).toBe('On a branch.\n')
})

test('a repository is there by its former name too', async () => {
  expect(await text('/pequod/old-log/main/docs/log.md')).toBe(LOG)
})

test('what is stored comes as it is: a link’s target, an LFS pointer, a picture', async () => {
  expect(await text('/pequod/log/main/docs/latest.md')).toBe('log.md')
  expect(await text('/pequod/log/main/whale.bin')).toBe(POINTER)
  const picture = await it.raw('/pequod/log/main/picture.png')
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PICTURE)
})

test('any page may read it; it may be kept for five minutes and asked for again by its tag', async () => {
  const answer = await it.raw('/pequod/log/main/docs/log.md')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'max-age=300',
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  const tag = answer.headers.get('etag') ?? ''
  expect(tag).toMatch(/^"/)
  const again = await it.raw('/pequod/log/main/docs/log.md', { 'if-none-match': tag })
  expect(again.status).toBe(304)
})

test('what is not there is 404, readable by the page', async () => {
  for (const path of [
    '/pequod/log/main/nowhere.md',
    '/pequod/log/main',
    '/pequod/nowhere/main/a',
    '/',
    '/%',
  ]) {
    const answer = await it.raw(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
})
