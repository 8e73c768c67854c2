import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkStored } from '../../../src/commands/saving/check-stored.ts'
import { removeAllStored, removeStored } from '../../../src/commands/saving/remove-stored.ts'
import { choosePart, leavePart, loadSaved, unfinished } from '../../../src/commands/saving/saved.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { measureSpace } from '../../../src/commands/saving/space.ts'
import { isSha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
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
const [DOCS, DEEP] = [source('docs'), source('docs/deep')]

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
  (await measureSpace(gam)).sources.find((one) => one.source === of)

test('what is here is counted by source', async () => {
  expect(await hereOf(DOCS)).toMatchObject({ here: 0, of: 0, bytes: 0 })
  await save(DOCS)
  expect(await hereOf(DOCS)).toMatchObject({ here: 2, of: 2 })
  expect((await hereOf(DOCS))?.bytes).toBe(LOG_TEXT.length + 'deep\n'.length)
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

test('a damaged text is found and removed, and nothing else', async () => {
  await save(DOCS)
  const [name = ''] = await gam.storage.blobs.keys()
  await gam.storage.blobs.save(name, new Uint8Array([1, 2, 3]))
  const shares: number[] = []
  expect(await checkStored(gam, (share) => shares.push(share))).toEqual({ checked: 2, damaged: 1 })
  expect(shares.at(-1)).toBe(1)
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
  expect(await checkStored(gam, () => undefined)).toEqual({ checked: 1, damaged: 0 })
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

test('it is unfinished until the newest list that is known is here', async () => {
  await choosePart(gam, DOCS, { kind: 'all' })
  const due = async () => (await unfinished(gam, await loadSaved(gam))).length
  expect(await due()).toBe(1)
  const commit = await save(DOCS)
  if (!isSha(commit)) throw new Error('not saved')
  await gam.storage.saves.update(
    sourceKey(DOCS),
    (saved) => saved && { ...saved, completeAt: commit },
  )
  expect(await due()).toBe(0)
  await it.github.commit('pequod/log', { files: { 'docs/new.md': 'new\n' } })
  gam.wait(3_600_000)
  await gam.trees.refresh(
    { repository: LOG, ref: 'HEAD', folder: 'docs', recursive: true },
    'person',
  )
  expect(await due()).toBe(1)
})
