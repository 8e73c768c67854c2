import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import { createTrees } from '../../../src/commands/library/trees.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { fail, isFailure } from '../../../src/model/failure.ts'
import type { Saved, SavedPart, SaveProgress } from '../../../src/model/saved.ts'
import { isSha } from '../../../src/model/sha.ts'
import type { Source } from '../../../src/model/source.ts'
import { PICTURE, startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, SECRET, type MadeGam } from '../made-gam.ts'

const REPORTS = {
  'docs/2017-05-01-ropes.md': '# Ropes\n\n![one](../picture.png) ![two](gone.png)\n',
  'docs/2017-06-01-knots.md':
    '# Knots\n\n<img src="../picture.png">\n\n![far](https://elsewhere.example/a.png)\n',
  'docs/2018-01-01-sails.md': '# Sails\n',
  'docs/vendor/theirs.md': '# Theirs\n',
}

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(async () => {
  it.github.reset()
  await it.github.commit('pequod/log', { files: REPORTS })
  gam = withFacts(makeGam(it))
})

/** Facts are made here and not by a worker. */
const withFacts = (made: MadeGam): MadeGam => ({
  ...made,
  facts: {
    load: () => Promise.resolve(new Map()),
    make: (sha, bytes) => {
      const parsed = parseReport(new TextDecoder().decode(bytes), [])
      return Promise.resolve(makeFacts(sha, parsed, headingsOf(parsed.tokens)))
    },
  },
})

const source = (more: Partial<Source> = {}): Source => ({
  repository: LOG,
  ref: 'HEAD',
  path: 'docs',
  exclude: [],
  from: 'host',
  ...more,
})
const saved = (...parts: SavedPart[]): Saved => ({ source: source(), parts })

async function save(what: Saved, signal = new AbortController().signal, world: Gam = gam) {
  let last: SaveProgress | undefined
  const ended = await saveOffline(world, what, signal, (progress) => (last = progress))
  return { ended, last }
}
const asked = () => it.github.requests.filter((one) => one.host === 'raw').map((one) => one.path)

test('all of a source comes with the pictures of its repository, each once; what is elsewhere or gone is said', async () => {
  const { ended, last } = await save(saved({ kind: 'all' }))
  expect(isSha(ended)).toBe(true)
  expect(last).toMatchObject({
    reports: { done: 5, of: 5 },
    pictures: { done: 2, of: 2 },
    elsewhere: 1,
    missing: ['docs/gone.png'],
  })
  expect(last?.bytes).toBeGreaterThan(PICTURE.length)
  expect(asked().filter((path) => path.endsWith('/picture.png'))).toHaveLength(1)
  expect(asked().some((path) => path.includes('vendor'))).toBe(false)
})

test('a second time asks only for what is missing', async () => {
  await save(saved({ kind: 'year', year: '2017' }))
  expect(asked().filter((path) => path.endsWith('.md'))).toHaveLength(2)
  it.github.clear()
  const { last } = await save(saved({ kind: 'all' }))
  expect(last?.reports).toEqual({ done: 5, of: 5 })
  expect(asked().filter((path) => path.endsWith('.md'))).toHaveLength(3)
  it.github.clear()
  const again = await save(saved({ kind: 'all' }))
  // What is here counts, whenever it came: after a pause the count does not begin anew.
  expect(again.last?.bytes).toBe(last?.bytes)
  expect(asked().filter((path) => !path.includes('gone'))).toEqual([])
})

test('a folder and a single report', async () => {
  const folder = await save(saved({ kind: 'folder', folder: 'docs/deep' }))
  expect(folder.last?.reports.of).toBe(1)
  const one = await save(saved({ kind: 'report', path: 'docs/log.md' }))
  expect(one.last?.reports.of).toBe(1)
  expect(asked().map((path) => decodeURIComponent(path.split('/').at(-1) ?? ''))).toEqual([
    'a b.md',
    'log.md',
  ])
})

test('the network goes in the middle: it ends, and goes on with the rest', async () => {
  it.github.fault({ match: 'sails', kind: 'drop', times: 9 })
  const cut = await save(saved({ kind: 'all' }))
  expect(cut.ended).toMatchObject({ kind: 'offline' })
  it.github.clearFaults()
  const { ended, last } = await save(saved({ kind: 'all' }))
  expect(isFailure(ended)).toBe(false)
  expect(last?.reports).toEqual({ done: 5, of: 5 })
})

test('a single request that is dropped is asked for again, a picture too', async () => {
  it.github.fault({ match: 'sails', kind: 'drop', times: 1 })
  it.github.fault({ match: 'picture', kind: 'drop', times: 1 })
  const { ended, last } = await save(saved({ kind: 'all' }))
  expect(isSha(ended)).toBe(true)
  expect(last?.missing).toEqual(['docs/gone.png'])
})

test('a host in trouble for once leaves it unfinished, with all else here', async () => {
  it.github.fault({ match: 'sails', kind: 'status', status: 500 })
  const cut = await save(saved({ kind: 'all' }))
  expect(cut.ended).toMatchObject({ kind: 'host-trouble' })
  expect(cut.last).toMatchObject({
    reports: { done: 5, of: 5 },
    missing: ['docs/2018-01-01-sails.md', 'docs/gone.png'],
  })
  it.github.clearFaults()
  it.github.fault({ match: 'picture', kind: 'status', status: 502 })
  gam = withFacts(makeGam(it))
  expect((await save(saved({ kind: 'all' }))).ended).toMatchObject({ kind: 'host-trouble' })
  it.github.clearFaults()
  it.github.fault({ match: 'sails', kind: 'status', status: 404 })
  expect(isSha((await save(saved({ kind: 'all' }))).ended)).toBe(true)
})

test('stopped it fetches no more', async () => {
  const stop = new AbortController()
  stop.abort()
  const { ended } = await save(saved({ kind: 'all' }), stop.signal)
  expect(ended).toBeUndefined()
  expect(asked()).toEqual([])
})

test('a full storage ends it', async () => {
  const full = fail({ kind: 'storage-full' })
  const blobs = { ...gam.storage.blobs, save: () => Promise.resolve(full) }
  const { ended } = await save(saved({ kind: 'all' }), undefined, {
    ...gam,
    storage: { ...gam.storage, blobs },
  })
  expect(ended).toEqual(full)
})

test('what is private comes from the API alone', async () => {
  gam.signIn('ghp_ahab')
  const { last } = await save({
    source: source({ repository: SECRET, path: '' }),
    parts: [{ kind: 'all' }],
  })
  expect(last?.reports).toEqual({ done: 1, of: 1 })
  expect(asked()).toEqual([])
})

test('a picture that cannot be stored ends it: nothing is called saved that is not here', async () => {
  const put = IDBObjectStore.prototype.put
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    if (value instanceof Uint8Array && value.length === PICTURE.length)
      throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, key)
  })
  const { ended } = await save(saved({ kind: 'all' }))
  full.mockRestore()
  expect(ended).toMatchObject({ kind: 'storage-full' })
  const again = await save(saved({ kind: 'all' }))
  expect(isSha(again.ended)).toBe(true)
})

test('a list of files that cannot be stored ends it too, until it can: nothing would open without it', async () => {
  const full = fail({ kind: 'storage-full' })
  const store = gam.storage.trees.save
  let isFull = true
  const trees = {
    ...gam.storage.trees,
    save: (...one: Parameters<typeof store>) => (isFull ? Promise.resolve(full) : store(...one)),
  }
  const storage = { ...gam.storage, trees }
  const world = {
    ...gam,
    storage,
    trees: createTrees(gam.github, storage, () => false, gam.now),
  }
  expect((await save(saved({ kind: 'all' }), undefined, world)).ended).toEqual(full)
  isFull = false
  expect(isSha((await save(saved({ kind: 'all' }), undefined, world)).ended)).toBe(true)
  expect(await gam.storage.trees.keys()).toHaveLength(1)
})
