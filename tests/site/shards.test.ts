import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createLender } from '../../src/commands/searching/borrow-shard.ts'
import type { Sha } from '../../src/model/sha.ts'
import type { StoredShard } from '../../src/model/search.ts'
import { isSound } from '../../src/search/check-shard.ts'
import { findIn } from '../../src/search/find.ts'
import { parseQuery } from '../../src/search/query.ts'
import { createShard } from '../../src/search/shard.ts'
import { formatShard, formatShardFiles, parseShardFiles, readShard } from '../../src/site/shards.ts'

const shard = (() => {
  const made = createShard()
  const put = (path: string, letter: string, text: string) =>
    made.put({
      path,
      sha: letter.repeat(40) as Sha,
      title: `Title of ${path}`,
      authors: ['Pip'],
      sections: [{ heading: { depth: 2, text: 'A part', id: 'a-part' }, text }],
    })
  put('docs/a.md', 'a', 'The narwhal dives deep')
  put('docs/b.md', 'b', 'Whales do not')
  return made.store()
})()
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readShard(bytes(text), 'x.shard')
const changed = (change: (json: Record<string, unknown>) => void, which: 'names' | 'whole') => {
  const json = JSON.parse(shard[which]) as Record<string, unknown>
  change(json)
  return { ...shard, [which]: JSON.stringify(json) }
}

test('what is written is read again and found in', async () => {
  const again = (await readShard(
    new Uint8Array(gzipSync(formatShard(shard))),
    'x.shard',
  )) as StoredShard
  expect(again).toEqual(shard)
  expect(isSound(again)).toBe(true)
  const named = [{ name: 'x', shard: createShard(again) }]
  const found = [...findIn(named, parseQuery('"narwhal dives"'), 'words')].flat()
  expect(found.map(({ report }) => report.path)).toEqual(['docs/a.md'])
})

test('what was removed is in no published shard', async () => {
  const grown = createShard(shard)
  grown.remove('docs/a.md')
  expect(isSound(grown.store())).toBe(false)
  await grown.tidy()
  expect(isSound(grown.store())).toBe(true)
  expect(formatShard(grown.store())).not.toContain('narwhal')
})

test.each([
  ['no index', { ...shard, whole: '{}' }],
  ['a cut index', { ...shard, names: shard.names.slice(0, -9) }],
  ['a report twice', { ...shard, reports: [...shard.reports, ...shard.reports] }],
  ['a report too few', { ...shard, reports: shard.reports.slice(1) }],
  [
    'another path',
    changed((json) => (json['documentIds'] = { 0: 'x.md', 1: 'docs/b.md' }), 'whole'),
  ],
  [
    'one path twice',
    changed((json) => (json['documentIds'] = { 0: 'docs/b.md', 1: 'docs/b.md' }), 'names'),
  ],
  [
    'a document that is none',
    changed((json) => (json['index'] = [['x', { 0: { 7: 1 } }]]), 'whole'),
  ],
  ['a field that is none', changed((json) => (json['index'] = [['x', { 9: { 0: 1 } }]]), 'whole')],
  ['no number', changed((json) => (json['index'] = [['x', { 0: { 0: 'many' } }]]), 'whole')],
  ['terms that are none', changed((json) => (json['index'] = [[7, {}]]), 'names')],
  ['lengths that are none', changed((json) => (json['fieldLength'] = { 0: 'x' }), 'whole')],
  ['an average that is none', changed((json) => (json['averageFieldLength'] = null), 'whole')],
  [
    'terms that are nested too deep',
    changed((json) => (json['index'] = [['q'.repeat(41), { 0: { 0: 1 } }]]), 'whole'),
  ],
  ['lengths of no field', changed((json) => (json['fieldLength'] = { 0: [], 1: [] }), 'whole')],
  ['averages of no field', changed((json) => (json['averageFieldLength'] = []), 'names')],
  [
    'an average of nothing',
    changed((json) => (json['averageFieldLength'] = [0, 0, 0, 0]), 'whole'),
  ],
  ['a number that cannot grow', changed((json) => (json['nextId'] = 1e308), 'whole')],
  ['other fields', changed((json) => (json['fieldIds'] = { __proto__: 0 }), 'names')],
  ['a wrong count', changed((json) => (json['documentCount'] = 3), 'whole')],
])('a shard with %s is not searched', (_, wrong) => {
  expect(isSound(wrong)).toBe(false)
})

test('reports that are none, cut files and other things are failures', async () => {
  const damaged = { kind: 'malformed' }
  const text = formatShard(shard)
  expect(await read(text.slice(0, -1))).toMatchObject(damaged)
  expect(await read('null')).toMatchObject(damaged)
  expect(await read(text.replace('"path":"docs/a.md"', '"path":"../a.md"'))).toMatchObject(damaged)
  expect(await read(text.replace(/"pairs":"/, '"pairs":"%'))).toMatchObject(damaged)
  expect(await read(text.replace('["Pip"]', '[{}]'))).toMatchObject(damaged)
  const dated = (date: string) => text.replace('"title"', `"date":"${date}","title"`)
  expect(await read(dated('2017-12-01'))).toMatchObject({ version: shard.version })
  expect(await read(dated('2017-13-01'))).toMatchObject(damaged)
  const elsewhere = { version: 1, shards: [{ key: 'x', file: '../x.shard' }] }
  expect(parseShardFiles(elsewhere)).toMatchObject(damaged)
})

test('the host lends what is whole and of this version, and is asked for its list once', async () => {
  const asked: string[] = []
  const files = new Map<string, string>([
    [
      'snapshot-shards.json',
      formatShardFiles(
        ['good', 'old', 'broken', 'gone'].map((key) => ({ key, file: `${key}.shard` })),
      ),
    ],
    ['good.shard', formatShard(shard)],
    ['old.shard', formatShard({ ...shard, version: 0 })],
    ['broken.shard', formatShard({ ...shard, whole: '{}' })],
  ])
  const lend = createLender(
    ((url: URL) => {
      const file = url.pathname.slice(1)
      asked.push(file)
      const body = files.get(file)
      return Promise.resolve(new Response(body ?? '', { status: body ? 200 : 404 }))
    }) as typeof fetch,
    'http://host/',
  )
  const lent = await lend('good')
  expect(lent?.reports.map(({ isFull, isLent }) => [isFull, isLent])).toEqual([
    [true, true],
    [true, true],
  ])
  for (const key of ['old', 'broken', 'gone', 'unknown']) expect(await lend(key)).toBeUndefined()
  expect(asked.filter((file) => file === 'snapshot-shards.json')).toHaveLength(1)
})
