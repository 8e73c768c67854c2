import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { FACTS_VERSION, type Facts } from '../../src/model/facts.ts'
import type { Sha } from '../../src/model/sha.ts'
import { factsFile, fetchFacts, formatFacts } from '../../src/site/facts.ts'

const facts: Facts = {
  version: FACTS_VERSION,
  sha: 'a'.repeat(40) as Sha,
  title: 'One',
  date: '2017-06-19',
  authors: [{ name: 'Pip', url: 'https://example.com' }],
  excerpt: 'Words',
  points: ['a point'],
  headings: [{ depth: 2, text: 'Part', id: 'part' }],
  links: ['x.md'],
  pictures: [],
  words: 3,
  unlisted: false,
}

async function fetched(body: Uint8Array | string, status = 200) {
  const asked: string[] = []
  const answer = ((url: URL) => {
    asked.push(url.href)
    return Promise.resolve(new Response(body as BodyInit, { status }))
  }) as typeof fetch
  const read = await fetchFacts(answer, 'http://host/gam/', 'snapshot-abc.pack')
  expect(asked).toEqual([`http://host/gam/${factsFile('snapshot-abc.pack')}`])
  return read
}

test('what is written is read again, compressed or not; another version has another name', async () => {
  const text = formatFacts([facts])
  expect(await fetched(gzipSync(text))).toEqual([facts])
  expect(await fetched(text)).toEqual([facts])
  expect(factsFile('snapshot-abc.pack')).toBe(`snapshot-abc-${FACTS_VERSION}.facts`)
})

test.each([
  { version: FACTS_VERSION - 1 },
  { sha: 'short' },
  { title: 7 },
  { date: {} },
  { date: '2017-13-01' },
  { date: '2017-02-29' },
  { date: 'soon' },
  { authors: [{ name: 'Eve', url: 'javascript:alert(1)' }] },
  { authors: 'Eve' },
  { excerpt: undefined },
  { points: [1] },
  { headings: [{ depth: 7, text: 'x', id: 'x' }] },
  { links: [null] },
  { pictures: 'x' },
  { words: -1 },
  { unlisted: 'no' },
  { dir: 'up' },
])('facts with %o are left out, and the others stay', async (wrong) => {
  const other = { ...facts, sha: 'b'.repeat(40) }
  expect(await fetched(JSON.stringify([{ ...facts, ...wrong }, other]))).toEqual([other])
})

test('a file that is cut, changed, or something else is a failure', async () => {
  const whole = gzipSync(formatFacts([facts]))
  const damaged = { kind: 'malformed' }
  expect(await fetched(whole.subarray(0, whole.length - 9))).toMatchObject(damaged)
  expect(await fetched('<html>not found')).toMatchObject(damaged)
  expect(await fetched('{}')).toMatchObject(damaged)
  expect(await fetched('['.repeat(200_000))).toMatchObject(damaged)
  expect(await fetched('[null, 1, "x", []]')).toEqual([])
  expect(await fetched('', 404)).toMatchObject({ kind: 'not-found' })
})
