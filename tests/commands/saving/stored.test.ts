import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { treeKey } from '../../../src/commands/library/trees.ts'
import { checkStored } from '../../../src/commands/saving/check-stored.ts'
import { removeAllStored, removeStored } from '../../../src/commands/saving/remove-stored.ts'
import {
  choosePart,
  leavePart,
  loadSaved,
  lookAnew,
  noteStanding,
  unfinished,
} from '../../../src/commands/saving/saved.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { measureSpace } from '../../../src/commands/saving/space.ts'
import type { Facts } from '../../../src/model/facts.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { isSha, type Sha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
import { factsWith } from '../../facts/facts-with.ts'
import { LOG as LOG_TEXT, startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

let it: Started
let gam: MadeGam
const source = (path: string): Source => ({
  repository: LOG,
  ref: 'HEAD',
  path,
  exclude: [],
  from: 'host',
})
const [DOCS, DEEP, ONE, TWO] = [
  source('docs'),
  source('docs/deep'),
  source('docs/log.md'),
  source('docs/two.md'),
]

beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  const made = makeGam(it)
  const library = { title: '', links: [], images: 'all' as const, sources: [DOCS, DEEP] }
  gam = { ...made, library: () => library }
})

const save = (of: Source) =>
  saveOffline(
    gam,
    { source: of, parts: [{ kind: 'all' }] },
    new AbortController().signal,
    () => undefined,
  )
const hereOf = async (of: Source) =>
  (await measureSpace(gam)).sources.find((one) => sourceKey(one.source) === sourceKey(of))

test('what is here is counted by source', async () => {
  expect(await hereOf(DOCS)).toMatchObject({ here: 0, of: 0, bytes: 0 })
  await save(DOCS)
  expect(await hereOf(DOCS)).toMatchObject({ here: 2, of: 2 })
  expect((await hereOf(DOCS))?.bytes).toBe(LOG_TEXT.length + 'deep\n'.length)
})

test('a report that lists leave out is not counted', async () => {
  await it.github.commit('pequod/log', { files: { 'docs/draft.md': 'draft\n' } })
  await save(DOCS)
  expect(await hereOf(DOCS)).toMatchObject({ here: 3, of: 3 })
  const load = (shas: readonly Sha[]) =>
    Promise.resolve(new Map(shas.map((sha) => [sha, factsWith(sha, { unlisted: true })])))
  gam = { ...gam, facts: { ...gam.facts, load } }
  expect(await hereOf(DOCS)).toMatchObject({ here: 0, of: 0 })
})

test('one source is removed without what another has too; its list stays', async () => {
  await save(DOCS)
  await save(DEEP)
  await removeStored(gam, DOCS)
  expect(await hereOf(DOCS)).toMatchObject({ here: 1, of: 2 })
  expect(await hereOf(DEEP)).toMatchObject({ here: 1, of: 1 })
  await removeAllStored(gam)
  expect(await gam.storage.blobs.keys()).toEqual([])
})

test('a source of one file takes nothing along that another source has of the same folder', async () => {
  await choosePart(gam, DOCS, { kind: 'all' })
  await save(DOCS)
  await removeStored(gam, ONE)
  expect(await hereOf(DOCS)).toMatchObject({ here: 2, of: 2 })
})

test('of two saved files of one folder the other one stays, and is looked through again', async () => {
  await it.github.commit('pequod/log', { files: { 'docs/two.md': 'two\n' } })
  gam = { ...gam, library: () => ({ title: '', links: [], images: 'all', sources: [ONE] }) }
  for (const one of [ONE, TWO]) await choosePart(gam, one, { kind: 'all' })
  await save(ONE)
  const commit = await save(TWO)
  if (!isSha(commit)) throw new Error('not saved')
  await noteStanding(gam, TWO, { kind: 'all' }, { completeAt: commit })
  expect(await gam.storage.blobs.keys()).toHaveLength(2)
  await removeStored(gam, ONE)
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
  expect(await hereOf(ONE)).toMatchObject({ here: 0 })
  const left = await loadSaved(gam)
  expect([...left.keys()]).toEqual([sourceKey(TWO)])
  expect(await unfinished(gam, left)).toHaveLength(1)
  // What is left is of that file, and nothing had to be fetched anew.
  it.github.clear()
  expect(await save(TWO)).toBe(commit)
  expect(it.github.requests).toEqual([])
})

/** Facts as the worker makes them, of the pictures alone. */
const withPictures = (): void => {
  const made = new Map<string, Facts>()
  const facts: MadeGam['facts'] = {
    load: (shas) =>
      Promise.resolve(
        new Map(shas.flatMap((sha) => (made.has(sha) ? [[sha, made.get(sha) as Facts]] : []))),
      ),
    make: (sha, bytes) => {
      const text = new TextDecoder().decode(bytes)
      const pictures = [...text.matchAll(/\]\((.+?)\)/g)].map(([, src]) => src)
      made.set(sha, { pictures } as unknown as Facts)
      return Promise.resolve(made.get(sha))
    },
  }
  gam = { ...gam, facts }
}

/** The places of pictures; those of what is saved name its versions. */
const pictures = async () => (await gam.storage.places.keys()).filter((key) => key.endsWith('.png'))

test('pictures outside the folder go with the last source that shows them, and their places', async () => {
  await it.github.commit('pequod/log', {
    files: {
      'docs/log.md': '![one](../picture.png) ![own](here.png)\n',
      'docs/here.png': 'HERE',
      'notes/a.md': '![one](../picture.png)\n',
    },
  })
  withPictures()
  const notes = source('notes')
  for (const one of [DOCS, notes]) {
    await choosePart(gam, one, { kind: 'all' })
    await save(one)
  }
  const shown = sourceKey({ ...DOCS, path: 'picture.png' })
  const place = await gam.storage.places.load(shown)
  if (!place) throw new Error('the picture has no place')
  await removeStored(gam, DOCS)
  expect(await pictures()).toEqual([shown])
  expect(await gam.storage.blobs.keys()).toContain(place.sha)
  await removeStored(gam, notes)
  expect(await pictures()).toEqual([])
  // The nested source is of the library, and keeps what it has.
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
})

test('while nobody knows what the other texts show, their pictures stay', async () => {
  await it.github.commit('pequod/log', {
    files: { 'docs/log.md': '![one](../picture.png)\n', 'notes/a.md': 'plain\n' },
  })
  await save(source('notes'))
  withPictures()
  await save(DOCS)
  await removeStored(gam, DOCS)
  expect(await pictures()).toEqual([sourceKey({ ...DOCS, path: 'picture.png' })])
})

test('a damaged text is found and removed, and nothing else', async () => {
  await save(DOCS)
  const [name = ''] = await gam.storage.blobs.keys()
  await gam.storage.blobs.save(name, new Uint8Array([1, 2, 3]))
  const facts = { version: 1, excerpt: '', headings: [] } as unknown as Facts
  for (const one of await gam.storage.blobs.keys()) await gam.storage.facts.save(one, facts)
  const shares: number[] = []
  expect(await checkStored(gam, (share) => shares.push(share))).toEqual({
    checked: 2,
    damaged: 1,
    unread: 0,
  })
  expect(shares.at(-1)).toBe(1)
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
  expect(await gam.storage.facts.keys()).toEqual(await gam.storage.blobs.keys())
  expect(await checkStored(gam, () => undefined)).toMatchObject({ checked: 1, damaged: 0 })
  await gam.storage.blobs.save(name, 'no bytes' as unknown as Uint8Array)
  expect(await checkStored(gam, () => undefined)).toMatchObject({ checked: 2, damaged: 1 })
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
})

test.each([
  ['once', 1, 0],
  ['for good', Infinity, 2],
])('what the browser fails to read %s is not damaged, and stays', async (_, times, unread) => {
  await save(DOCS)
  let left = times
  const read = IDBObjectStore.prototype.get
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    if (this.name === 'blobs' && left-- > 0) throw new DOMException('Internal', 'UnknownError')
    return read.call(this, key)
  })
  const said = await checkStored(gam, () => undefined)
  vi.restoreAllMocks()
  expect(said).toEqual({ checked: 2, damaged: 0, unread })
  expect(await gam.storage.blobs.keys()).toHaveLength(2)
})

test('parts are chosen and left; all of a source takes the place of its parts', async () => {
  const key = sourceKey(DOCS)
  const chosen = async () => (await loadSaved(gam)).get(key)?.parts
  await choosePart(gam, DOCS, { kind: 'year', year: '2017' })
  await choosePart(gam, DOCS, { kind: 'year', year: '2017' })
  await choosePart(gam, DOCS, { kind: 'report', path: 'docs/log.md' })
  expect(await chosen()).toEqual([
    { kind: 'year', year: '2017' },
    { kind: 'report', path: 'docs/log.md' },
  ])
  await leavePart(gam, DOCS, { kind: 'year', year: '2017' })
  expect(await chosen()).toHaveLength(1)
  await choosePart(gam, DOCS, { kind: 'all' })
  await choosePart(gam, DOCS, { kind: 'year', year: '2016' })
  expect(await chosen()).toEqual([{ kind: 'all' }])
  await leavePart(gam, DOCS, { kind: 'all' })
  expect(await chosen()).toBeUndefined()
})

test('each part stands by itself, and what is chosen once more stays as it stands', async () => {
  const year = (of: string) => ({ kind: 'year', year: of }) as const
  for (const of of ['2016', '2017', '2018']) await choosePart(gam, DOCS, year(of))
  await noteStanding(gam, DOCS, year('2016'), { paused: true })
  await save(DOCS)
  const tree = await gam.trees.load(
    treeKey({ repository: LOG, ref: 'HEAD', folder: 'docs', recursive: true }),
  )
  if (!tree) throw new Error('no tree')
  const here = { completeAt: tree.tree.commit }
  await noteStanding(gam, DOCS, year('2017'), here)
  await choosePart(gam, DOCS, year('2017'))
  const saved = await loadSaved(gam)
  expect(saved.get(sourceKey(DOCS))?.parts).toEqual([
    { ...year('2016'), paused: true },
    { ...year('2017'), ...here },
    year('2018'),
  ])
  expect((await unfinished(gam, saved)).map(({ part }) => part)).toEqual([year('2018')])
  await lookAnew(gam, DOCS)
  expect(await unfinished(gam, await loadSaved(gam))).toHaveLength(2)
})

test('a year is unfinished once a report is known to be of it that is not here', async () => {
  await it.github.commit('pequod/log', { files: { 'docs/undated.md': 'undated\n' } })
  await choosePart(gam, DOCS, { kind: 'year', year: '2016' })
  const tree = await gam.trees.refresh(
    { repository: LOG, ref: 'HEAD', folder: 'docs', recursive: true },
    'person',
  )
  if (isFailure(tree)) throw new Error(tree.kind)
  await noteStanding(gam, DOCS, { kind: 'year', year: '2016' }, { completeAt: tree.tree.commit })
  const due = async () => (await unfinished(gam, await loadSaved(gam))).length
  expect(await due()).toBe(0)
  const sha = tree.tree.entries.find(({ path }) => path === 'docs/undated.md')?.sha
  if (!sha) throw new Error('not listed')
  const load = () => Promise.resolve(new Map([[sha, factsWith(sha, { date: '2016-02-03' })]]))
  gam = { ...gam, facts: { ...gam.facts, load } }
  expect(await due()).toBe(1)
  await gam.storage.blobs.save(sha, new Uint8Array(1))
  expect(await due()).toBe(0)
})

test('it is unfinished until the newest list that is known is here', async () => {
  await choosePart(gam, DOCS, { kind: 'all' })
  const due = async () => (await unfinished(gam, await loadSaved(gam))).length
  expect(await due()).toBe(1)
  const commit = await save(DOCS)
  if (!isSha(commit)) throw new Error('not saved')
  await noteStanding(gam, DOCS, { kind: 'all' }, { completeAt: commit })
  expect(await due()).toBe(0)
  await it.github.commit('pequod/log', { files: { 'docs/new.md': 'new\n' } })
  gam.wait(3_600_000)
  await gam.trees.refresh(
    { repository: LOG, ref: 'HEAD', folder: 'docs', recursive: true },
    'person',
  )
  expect(await due()).toBe(1)
})
