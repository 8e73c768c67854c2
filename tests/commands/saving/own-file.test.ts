import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { choosePart, loadSaved, noteStanding } from '../../../src/commands/saving/saved.ts'
import { loadReadings, noteReading } from '../../../src/commands/reading/readings.ts'
import { exportOwn, importOwn } from '../../../src/commands/saving/own-file.ts'
import { loadEdits } from '../../../src/commands/editing/drafts.ts'
import { changeOwnSources } from '../../../src/commands/library/change-sources.ts'
import { loadOwnSources } from '../../../src/commands/library/own-sources.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { blobKey, type Draft } from '../../../src/model/draft.ts'
import { fail, isFailure } from '../../../src/model/failure.ts'
import type { Journal } from '../../../src/model/journal.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

const BYTES = Uint8Array.from({ length: 256 }, (_, at) => at)
const SHA = (await blobSha(BYTES)) as Sha
const SOURCE: Source = { repository: LOG, ref: 'HEAD', path: 'docs', exclude: [], from: 'reader' }
const DRAFT: Draft = {
  id: newDraftId(),
  repository: LOG,
  private: false,
  branch: 'HEAD',
  base: SHA,
  texts: [{ path: 'docs/log.md', before: SHA, text: 'Mine\n' }],
  pictures: [],
  createdAt: 1,
  changedAt: 2,
  revision: 3,
}

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  gam = makeGam(it)
})

async function filled(): Promise<string> {
  gam.signIn('ghp_ahab')
  await changeOwnSources(gam.storage, () => ({ added: [SOURCE], hidden: ['x'] }))
  await choosePart(gam, SOURCE, { kind: 'year', year: '2017' })
  await gam.storage.seen.save(sourceKey(SOURCE), { 'docs/log.md': SHA })
  await gam.storage.draftBlobs.save(blobKey(DRAFT.id, SHA), BYTES)
  await gam.storage.drafts.save(DRAFT.id, DRAFT)
  return exportOwn(gam)
}

test('what goes out of one browser comes into another, to the byte, without the token', async () => {
  const text = await filled()
  expect(text).not.toContain('ghp_')
  gam = makeGam(it)
  expect(await importOwn(gam, text)).toEqual({
    sources: 1,
    saves: 1,
    readings: 0,
    edits: 1,
    beside: 0,
  })
  expect(await loadOwnSources(gam.storage)).toEqual({ added: [SOURCE], hidden: ['x'] })
  expect((await loadSaved(gam)).get(sourceKey(SOURCE))?.parts).toHaveLength(1)
  expect(await gam.storage.seen.load(sourceKey(SOURCE))).toEqual({ 'docs/log.md': SHA })
  expect((await loadEdits(gam)).map(({ draft }) => draft)).toEqual([DRAFT])
  expect(await gam.storage.draftBlobs.load(blobKey(DRAFT.id, SHA))).toEqual(BYTES)
})

test('an edit that was written on here stays as it is, with the version of the file beside it, once', async () => {
  const text = await filled()
  const newer = {
    ...DRAFT,
    revision: 2,
    changedAt: 5,
    texts: [{ path: 'docs/log.md', before: SHA, text: 'Here\n' }],
  }
  await gam.storage.drafts.save(DRAFT.id, newer)
  expect(await importOwn(gam, text)).toMatchObject({ edits: 1, beside: 1 })
  expect(await gam.storage.drafts.load(DRAFT.id)).toEqual(newer)
  const edits = (await loadEdits(gam)).map(({ draft }) => draft)
  const beside = edits.find(({ id }) => id !== DRAFT.id)
  expect(beside).toMatchObject({ ...DRAFT, id: beside?.id })
  expect(await gam.storage.draftBlobs.load(blobKey(beside?.id ?? DRAFT.id, SHA))).toEqual(BYTES)
  expect(await importOwn(gam, text)).toMatchObject({ edits: 0, beside: 0 })
  expect(await loadEdits(gam)).toHaveLength(2)
})

test('an edit that is here and cannot be read is not written over', async () => {
  const text = await filled()
  const damaged = { ...DRAFT, texts: 'Mine' } as unknown as Draft
  await gam.storage.drafts.save(DRAFT.id, damaged)
  expect(await importOwn(gam, text)).toMatchObject({ edits: 1, beside: 1 })
  expect(await gam.storage.drafts.keys()).toHaveLength(2)
  expect((await loadEdits(gam)).map(({ draft }) => draft.id)).not.toContain(DRAFT.id)
})

test('what is to be offline comes beside what was chosen here, and is not believed to be here', async () => {
  const year = (of: string) => ({ kind: 'year', year: of }) as const
  await choosePart(gam, SOURCE, year('2017'))
  await noteStanding(gam, SOURCE, year('2017'), { completeAt: SHA, paused: true })
  const text = await exportOwn(gam)
  gam = makeGam(it)
  await importOwn(gam, text)
  const saved = async () => (await loadSaved(gam)).get(sourceKey(SOURCE))
  expect(await saved()).toEqual({ source: SOURCE, parts: [year('2017')] })
  gam = makeGam(it)
  await choosePart(gam, SOURCE, year('2018'))
  await choosePart(gam, SOURCE, { kind: 'report', path: 'docs/log.md' })
  await importOwn(gam, text)
  expect((await saved())?.parts).toEqual([
    year('2018'),
    { kind: 'report', path: 'docs/log.md' },
    year('2017'),
  ])
})

test.each(['drafts', 'draftBlobs', 'saves', 'seen', 'readings', 'settings'] as const)(
  'what cannot be stored (%s) is said, and comes the next time',
  async (name) => {
    const place = { repository: LOG, ref: 'HEAD', path: 'docs/log.md' }
    await noteReading(gam, place, 'Log', { read: { at: 2, value: true } })
    const text = await filled()
    gam = makeGam(it)
    const full = () => Promise.resolve(fail({ kind: 'storage-full' }))
    const table = { ...gam.storage[name], update: full, save: full, saveMany: full }
    const storage = { ...gam.storage, [name]: table } as MadeGam['storage']
    expect(await importOwn({ ...gam, storage }, text)).toMatchObject({ kind: 'storage-full' })
    expect(isFailure(await importOwn(gam, text))).toBe(false)
    expect(await loadEdits(gam)).toHaveLength(1)
    expect(await loadOwnSources(gam.storage)).toEqual({ added: [SOURCE], hidden: ['x'] })
  },
)

test('what was read and marked comes along; of what is here too the later counts', async () => {
  const place = { repository: LOG, ref: 'HEAD', path: 'docs/log.md' }
  const opened = { at: 1, value: { title: 'Log', sha: SHA } }
  const mark = (at: number, value: string | null) => ({ bookmarks: { '': { at, value } } })
  await noteReading(gam, place, 'Log', {
    opened,
    read: { at: 2, value: true },
    left: { at: 2, value: { words: 'we met', heading: { id: 'gam', text: 'A gam' } } },
    ...mark(2, 'Log'),
  })
  const text = await filled()
  gam = makeGam(it)
  await noteReading(gam, place, 'Log', { read: { at: 1, value: false }, ...mark(3, null) })
  expect(await importOwn(gam, text)).toMatchObject({ readings: 1 })
  expect((await loadReadings(gam)).get(sourceKey(place))).toMatchObject({
    opened,
    read: { at: 2, value: true },
    left: { value: { words: 'we met' } },
    ...mark(3, null),
  })
  const before = JSON.parse(text) as Record<string, unknown>
  const earlier = JSON.stringify({ ...before, readings: undefined })
  expect(await importOwn(gam, earlier)).toMatchObject({ readings: 0 })
  const damaged = await importOwn(gam, text.replace('"we met"', '7'))
  expect(isFailure(damaged) && damaged.kind === 'malformed' && damaged.problem).toMatch(/readings/)
})

test.each([
  ['no JSON', () => '{', /JSON/],
  ['another file', () => '{"title":"x"}', /not made by Gam/],
  ['a part', (text: string) => text.replace('"kind":"year"', '"kind":"month"'), /saves/],
  ['a version', (text: string) => text.replaceAll(SHA, 'x'), /seen/],
  [
    'a path',
    (text: string) => text.replaceAll('"docs/log.md","before"', '"../log.md","before"'),
    /edits\[0\]\.draft\.texts\[0\]\.path/,
  ],
  [
    'bytes',
    (text: string) => text.replace(/("blobs":\{"\w+":)"[^"]*"/, '$1"%"'),
    /edits\[0\]\.blobs/,
  ],
  [
    'other bytes',
    (text: string) => text.replace(/("blobs":\{"\w+":)"[^"]*"/, '$1"Ly8="'),
    /edits\[0\]\.blobs.*is not what its name says/,
  ],
])('a damaged file (%s) is named, and changes nothing', async (_, damage, problem) => {
  const damaged = damage(await filled())
  gam = makeGam(it)
  const taken = await importOwn(gam, damaged)
  expect(isFailure(taken) && taken.kind === 'malformed' && taken.problem).toMatch(problem)
  expect(await loadEdits(gam)).toEqual([])
  expect(await gam.storage.saves.keys()).toEqual([])
})

test('an edit that waits to be sent goes along, one that has a pull request does not', async () => {
  await filled()
  const journal = {
    id: DRAFT.id,
    branch: 'gam',
    letter: { files: [] },
    pull: { number: 7 },
  } as unknown as Journal
  await gam.storage.journals.save(DRAFT.id, { ...journal, pull: 'trying' } as Journal)
  const editsIn = async () => (JSON.parse(await exportOwn(gam)) as { edits: unknown[] }).edits
  expect(await editsIn()).toHaveLength(1)
  await gam.storage.journals.save(DRAFT.id, journal)
  expect(await editsIn()).toEqual([])
})

test('an edit whose beginning is gone keeps nothing else back', async () => {
  await filled()
  const other = { ...DRAFT, id: newDraftId(), title: 'Another' }
  await gam.storage.drafts.save(other.id, other)
  const text = await exportOwn(gam)
  gam = makeGam(it)
  expect(await importOwn(gam, text)).toMatchObject({ sources: 1, edits: 2 })
  expect(await loadEdits(gam)).toHaveLength(2)
})

test('what is marked here counts over a mark of a clock that was ahead', async () => {
  const place = { repository: LOG, ref: 'HEAD', path: 'docs/log.md' }
  const isRead = async () => [...(await loadReadings(gam)).values()][0]?.read?.value
  await noteReading(gam, place, 'Log', { read: { at: 8.64e15, value: true } })
  await noteReading(gam, place, 'Log', { read: { at: 5, value: false } })
  expect(await isRead()).toBe(false)
})
