import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import {
  createLibraryIndex,
  type Hits,
  type SearchedSource,
} from '../../../src/commands/searching/library-index.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Coverage } from '../../../src/model/search.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { openStorage } from '../../../src/storage/storage.ts'
import { factsWith } from '../../facts/facts-with.ts'

const sha = (letter: string) => letter.repeat(40) as Sha
const bytes = (text: string) => new TextEncoder().encode(text)
const sourceOf = (name: string, files: Readonly<Record<string, string>>): SearchedSource => ({
  source: {
    repository: name as RepositoryName,
    path: '',
    ref: 'HEAD',
    exclude: [],
    from: 'host',
  },
  reports: Object.entries(files).map(([path, letter]) => ({
    path,
    mode: '100644',
    sha: sha(letter),
    size: 100,
  })),
})

let storage: ReturnType<typeof openStorage>
let read: string[]
let grown: Coverage | undefined
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  read = []
})

const open = () =>
  createLibraryIndex({
    storage,
    read: (one, text) => {
      read.push(one.charAt(0))
      return Promise.resolve([{ text: new TextDecoder().decode(text) }])
    },
    breathe: () => Promise.resolve(),
    onGrown: (coverage) => (grown = coverage),
  })

/** Each answer to one question, the last one last. */
async function search(index: ReturnType<typeof open>, text: string): Promise<Hits[]> {
  const answers: Hits[] = []
  let ended = false
  await index.search(text, 10, {
    waits: () => true,
    answer: (hits, isLast) => {
      expect(ended).toBe(false)
      ended = isLast
      answers.push(hits)
    },
    pause: () => Promise.resolve(),
  })
  expect(ended).toBe(true)
  return answers
}
const found = async (index: ReturnType<typeof open>, text: string) =>
  (await search(index, text)).at(-1)?.hits.map(({ path }) => path)

test('titles of all, texts of what is here; what comes later is read then, and nothing twice', async () => {
  const index = open()
  const source = sourceOf('moby/moby', { 'first-note.md': 'a', 'second-note.md': 'b' })
  await storage.blobs.save(sha('a'), bytes('About narwhals.'))
  await index.use([source])
  expect(grown).toEqual({ full: 1, of: 2, missingBytes: 100, isRead: true })
  expect(await found(index, 'note')).toEqual(['first-note.md', 'second-note.md'])
  expect(await found(index, 'narwhals')).toEqual(['first-note.md'])

  await storage.blobs.save(sha('b'), bytes('Narwhals as well.'))
  read = []
  await index.use([source])
  expect(read).toEqual(['b'])
  expect(grown).toMatchObject({ full: 2, missingBytes: 0 })
  expect(await found(index, 'narwhals')).toEqual(['first-note.md', 'second-note.md'])
})

test('what was grown is loaded by the next visit; what changed or is gone is not found', async () => {
  await storage.blobs.saveMany([
    [sha('a'), bytes('Narwhals.')],
    [sha('b'), bytes('Narwhals.')],
    [sha('c'), bytes('Belugas.')],
  ])
  await open().use([sourceOf('moby/moby', { 'x.md': 'a', 'y.md': 'b', 'z.md': 'b' })])
  read = []
  const next = open()
  await next.use([sourceOf('moby/moby', { 'x.md': 'a', 'y.md': 'c' })])
  expect(read).toEqual(['c'])
  expect(await found(next, 'narwhals')).toEqual(['x.md'])
  await storage.blobs.remove(sha('a'))
  const last = sourceOf('moby/moby', { 'x.md': 'a', 'y.md': 'c' })
  await next.use([last])
  expect(await found(next, 'narwhals')).toEqual([])
  expect(await found(next, 'saved:yes')).toEqual([])
  const saved = [{ source: last.source, parts: [{ kind: 'all' as const }] }]
  await next.use([{ ...last, saved }])
  expect(await found(next, 'saved:yes')).toEqual(['y.md'])
})

test('a shard goes with its source, and a damaged one is grown anew', async () => {
  await storage.blobs.save(sha('a'), bytes('Narwhals.'))
  const both = [sourceOf('moby/moby', { 'x.md': 'a' }), sourceOf('other/one', { 'y.md': 'a' })]
  await open().use(both)
  expect((await storage.shards.keys()).length).toBe(2)
  await open().use(both.slice(0, 1))
  const keys = await storage.shards.keys()
  expect(keys).toEqual(['moby/moby@HEAD:'])

  await storage.shards.save(keys[0] ?? '', { version: 1, reports: [], names: '', whole: '[' })
  const index = open()
  await index.use(both.slice(0, 1))
  expect(await found(index, 'narwhals')).toEqual(['x.md'])
})

test('facts give titles, authors and dates; what is unlisted is not found', async () => {
  const authors = [{ name: 'Jane Doe' }]
  await storage.facts.saveMany([
    [sha('a'), factsWith(sha('a'), { authors, title: 'Whales', date: '2017-06-19' })],
    [sha('b'), factsWith(sha('b'), { authors, title: 'Whales too', unlisted: true })],
  ])
  const index = open()
  await index.use([sourceOf('moby/moby', { 'x.md': 'a', 'y.md': 'b' })])
  expect(await found(index, 'whales author:doe year:2017')).toEqual(['x.md'])
  expect(await found(index, 'whales')).toEqual(['x.md'])
  expect(grown).toMatchObject({ of: 1 })
})

test('titles answer before texts, exact words before typos, and sentences come with their words marked', async () => {
  await storage.blobs.saveMany([
    [sha('a'), bytes('One. A narwhal dives.')],
    [sha('b'), bytes('The narwal, misspelt.')],
  ])
  const index = open()
  await index.use([sourceOf('moby/moby', { 'a.md': 'a', 'b.md': 'b', 'narwhal.md': 'd' })])
  const answers = await search(index, 'narwhal')
  expect(answers[0]?.hits.map(({ path }) => path)).toEqual(['narwhal.md'])
  expect(answers.at(-1)?.hits.map(({ path }) => path)).toEqual(['narwhal.md', 'a.md', 'b.md'])
  expect(answers.at(-1)?.hits[1]?.spot?.sentence).toEqual([
    { text: 'A ', isMarked: false },
    { text: 'narwhal', isMarked: true },
    { text: ' dives.', isMarked: false },
  ])
})

test('who asks no more is answered no more', async () => {
  await storage.blobs.save(sha('a'), bytes('Narwhals.'))
  const index = open()
  await index.use([sourceOf('moby/moby', { 'x.md': 'a' })])
  let waits = true
  const answers: boolean[] = []
  await index.search('narwhals', 10, {
    waits: () => waits,
    answer: (_, isLast) => {
      answers.push(isLast)
      waits = false
    },
    pause: () => Promise.resolve(),
  })
  expect(answers).toEqual([false])
})
