import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { blobSha } from '../../../src/github/check-sha.ts'
import { changeOwnSources } from '../../../src/commands/library/change-sources.ts'
import { loadOwnSources } from '../../../src/commands/library/own-sources.ts'
import { loadReadings, noteReading } from '../../../src/commands/reading/readings.ts'
import { makeRoom } from '../../../src/commands/saving/make-room.ts'
import { exportOwn, importOwn } from '../../../src/commands/saving/own-file.ts'
import { choosePart, loadSaved } from '../../../src/commands/saving/saved.ts'
import { measureSpace } from '../../../src/commands/saving/space.ts'
import { searchedSources } from '../../../src/commands/searching/searched-sources.ts'
import { blobKey, type Draft } from '../../../src/model/draft.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
import type { StoredTree } from '../../../src/storage/records.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

/* A file that Gam has not written, or that somebody has changed. */

const BYTES = Uint8Array.of(1)
const SHA = (await blobSha(BYTES)) as Sha
const TEXT = 'b'.repeat(40) as Sha
const DOCS: Source = { repository: LOG, ref: 'HEAD', path: 'docs', exclude: ['*.x'], from: 'host' }
const PLACE = { repository: LOG, ref: 'HEAD', path: 'docs/log.md' }
const DRAFT: Draft = {
  id: newDraftId(),
  repository: LOG,
  private: false,
  branch: 'HEAD',
  base: SHA,
  texts: [{ path: 'docs/log.md', before: SHA, text: 'Mine\n' }],
  pictures: [{ path: 'docs/whale.png', sha: SHA, bytes: 1, type: 'image/png' }],
  answers: [{ text: 'Yes', ticked: [0] }],
  createdAt: 1,
  changedAt: 2,
  revision: 3,
}
const TREE: StoredTree = {
  tree: {
    commit: SHA,
    folder: 'docs',
    recursive: true,
    entries: [{ path: 'docs/log.md', mode: '100644', sha: TEXT, size: 1 }],
  },
  checkedAt: 0,
  askedAt: 0,
}

let it: Started
let file: Readonly<Record<string, unknown>>
beforeAll(async () => {
  it = await startTestGitHub()
  vi.stubGlobal('navigator', {})
  const gam = makeGam(it)
  await changeOwnSources(gam.storage, () => ({
    added: [{ ...DOCS, path: 'notes', exclude: [], from: 'reader' }],
    hidden: ['x'],
  }))
  await choosePart(gam, DOCS, { kind: 'year', year: '2017' })
  await choosePart(gam, DOCS, { kind: 'folder', folder: 'docs/deep' })
  await choosePart(gam, DOCS, { kind: 'report', path: 'docs/log.md' })
  await choosePart(gam, { ...DOCS, path: 'other' }, { kind: 'all' })
  await gam.storage.seen.save(sourceKey(DOCS), { 'docs/log.md': SHA })
  await noteReading(gam, PLACE, 'Log', {
    opened: { at: 1, value: { title: 'Log', sha: SHA } },
    left: { at: 2, value: { words: 'we met', heading: { id: 'gam', text: 'A gam' } } },
    bookmarks: { gam: { at: 2, value: 'A gam' } },
  })
  await gam.storage.draftBlobs.save(blobKey(DRAFT.id, SHA), BYTES)
  await gam.storage.drafts.save(DRAFT.id, DRAFT)
  file = JSON.parse(await exportOwn(gam)) as typeof file
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await it.close()
})

let gam: MadeGam
beforeEach(() => begin())
/** An empty browser, but for a tree and a text. */
async function begin(): Promise<void> {
  gam = makeGam(it)
  gam.trees.keep(sourceKey(DOCS), TREE)
  await gam.storage.blobs.save(TEXT, Uint8Array.of(1))
}

const TAKEN_IN = ['saves', 'seen', 'readings', 'drafts', 'draftBlobs', 'settings'] as const
const storedOf = async () =>
  (await Promise.all(TAKEN_IN.map((name) => gam.storage[name].keys()))).flat()

type Path = readonly (string | number)[]

/** All places in a value, itself last. */
function placesIn(value: unknown): Path[] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) =>
          placesIn(one).map((path) => [Array.isArray(value) ? Number(name) : name, ...path]),
        )
      : []
  return [...inside, []]
}

/** The value with another one at this place; JSON leaves out what is undefined. */
function withAt(value: unknown, [first, ...rest]: Path, put: unknown): unknown {
  if (first === undefined) return put
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as {
    [name: string]: unknown
  }
  copy[first] = withAt(copy[first], rest, put)
  return copy
}

async function takeIn(changed: unknown): Promise<string | undefined> {
  const taken = await importOwn(gam, JSON.stringify(changed) ?? '')
  if (!isFailure(taken)) return undefined
  return taken.kind === 'malformed' ? taken.problem : taken.kind
}

/** All that reads what a file brings. */
async function useAll(): Promise<void> {
  const { sources } = await measureSpace(gam)
  expect(sources.length).toBe((await loadSaved(gam)).size)
  await searchedSources(gam)
  await loadReadings(gam)
  await loadOwnSources(gam.storage)
  await exportOwn(gam)
  await makeRoom(gam)
}

test('a file as it was written is taken in', async () => {
  expect(await takeIn(file)).toBeUndefined()
  expect(await storedOf()).not.toEqual([])
  await useAll()
})

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    5,
    -1,
    0.5,
    '',
    '..',
    'x',
    true,
    [],
    {},
    [null],
    [5],
    [{}],
  ),
  fc.constantFrom<unknown>({ kind: 'year' }, { kind: 'toString' }, { __proto__: null, path: 7 }),
  fc.jsonValue(),
)

test('whatever stands anywhere in a file, it is refused whole, with the place, or all goes on working', async () => {
  const places = placesIn(file)
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), junk, async (path, put) => {
      await begin()
      const problem = await takeIn(withAt(file, path, put))
      if (problem === undefined) return useAll()
      refused++
      expect(await storedOf()).toEqual([])
      // The place that is named is the one that was changed, something in it, or what it is a part of.
      const [first = ''] = path
      if (first === 'gam' || !path.length) expect(problem).toMatch(/not made by Gam|not JSON/)
      else expect(problem).toContain(`“${first}`)
    }),
    { numRuns: 300 },
  )
  expect(refused).toBeGreaterThan(0)
})

const save = (change: object) => ({
  saves: [{ source: { ...DOCS, ...change }, parts: [{ kind: 'all' }] }],
})
const part = (one: unknown) => ({ saves: [{ source: DOCS, parts: [{ kind: 'all' }, one] }] })
const edit = (change: object) => ({ edits: [{ draft: { ...DRAFT, ...change }, blobs: {} }] })
const reading = (change: object) => ({
  readings: [{ place: PLACE, opened: { at: 1, value: { title: 'x' } }, bookmarks: {}, ...change }],
})

test.each([
  ['saves[0].parts[1]', part(null)],
  ['saves[0].parts[1].year', part({ kind: 'year' })],
  ['saves[0].parts[1].kind', part({ kind: 'toString' })],
  ['saves[0].source.exclude[0]', save({ exclude: [5] })],
  ['saves[0].source.ref', save({ ref: '' })],
  ['saves[0].source.path', save({ path: '../..' })],
  ['saves[0].source.repository', save({ repository: 'a/b/c' })],
  ['sources', { sources: 5 }],
  ['sources.added[0].repository', { sources: { added: [{ path: '../..' }], hidden: [] } }],
  ['sources.hidden[0]', { sources: { added: [], hidden: [1] } }],
  ['seen', { seen: [{}] }],
  ['seen["x"]["a.md"]', { seen: { x: { 'a.md': 'b' } } }],
  ['readings', { readings: null }],
  ['readings[0]', reading({ bookmarks: null })],
  ['readings[0]', reading({ place: { ...PLACE, ref: '' } })],
  ['edits[0].draft.pictures[0]', edit({ pictures: [null] })],
  ['edits[0].draft.texts[0].path', edit({ texts: [{ text: 'x' }] })],
  ['edits[0].draft.changedAt', edit({ changedAt: '2' })],
  ['edits[0].draft.changedAt', edit({ changedAt: 1e300 })],
  ['edits[0].draft.createdAt', edit({ createdAt: -1 })],
  ['readings[0]', reading({ read: { at: 1e300, value: true } })],
  ['edits[0].blobs', { edits: [{ draft: DRAFT, blobs: { [SHA]: btoa('another text') } }] }],
  ['madeAt', { madeAt: 5 }],
])('%s is named where it has not its form', async (place, change) => {
  expect(await takeIn({ ...file, ...change })).toContain(`“${place}”`)
  expect(await storedOf()).toEqual([])
})
