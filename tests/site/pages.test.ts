import { expect, test } from 'vitest'
import type { RepositoryName } from '../../src/model/repository.ts'
import { fetchPages, formatPages, pageOf, parsePages } from '../../src/site/pages.ts'

const sources = [
  { repo: 'moby/moby', ref: 'HEAD', pages: [['docs/a.md', 'r/moby/moby/docs/a.html']] },
] as const
const place = { repository: 'moby/moby' as RepositoryName, ref: 'HEAD', path: 'docs/a.md' }

test('a report’s page is found by its place alone', () => {
  const parsed = parsePages(JSON.parse(formatPages(sources)))
  expect(parsed).toEqual(sources)
  expect(pageOf(sources, place)).toBe('r/moby/moby/docs/a.html')
  expect(pageOf(sources, { ...place, ref: 'main' })).toBeUndefined()
  expect(pageOf(sources, { ...place, path: 'docs/A.md' })).toBeUndefined()
})

test.each([
  'https://elsewhere/x.html',
  '//elsewhere/x.html',
  'r/../../x.html',
  'r/x.html?y',
  'r/.x.html',
  'javascript:alert(1)//r/x.html',
  'r/x.js',
  '/r/x.html',
])('a page at %s is none', (file) => {
  const list = { version: 1, sources: [{ repo: 'a/b', ref: 'HEAD', pages: [['x.md', file]] }] }
  expect(parsePages(list)).toMatchObject({ kind: 'malformed' })
})

test('a host without pages has none', async () => {
  const answer = (body: string, status: number) =>
    fetchPages(
      (() => Promise.resolve(new Response(body, { status }))) as typeof fetch,
      'http://host/',
    )
  expect(await answer('', 404)).toEqual([])
  expect(await answer('<html>', 200)).toMatchObject({ kind: 'malformed' })
  expect(await answer('{"version":2,"sources":[]}', 200)).toMatchObject({ kind: 'malformed' })
})
