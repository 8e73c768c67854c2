import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { noteReading } from '../../../src/commands/reading/readings.ts'
import { makeRoom } from '../../../src/commands/saving/make-room.ts'
import { choosePart, noteStanding } from '../../../src/commands/saving/saved.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { loadStoredBlobs } from '../../../src/commands/saving/stored-blobs.ts'
import type { Gam } from '../../../src/commands/gam.ts'
import type { Facts } from '../../../src/model/facts.ts'
import type { SavedPart } from '../../../src/model/saved.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
import { PICTURE as PICTURE_BYTES, startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam } from '../made-gam.ts'

const DOCS: Source = { repository: LOG, ref: 'HEAD', path: 'docs', exclude: [], from: 'host' }
const [OLD, PICTURE] = ['a', 'b'].map((one) => one.repeat(40) as Sha) as [Sha, Sha]

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
  vi.stubGlobal('navigator', {})
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await it.close()
})

test('what is saved stays with its pictures; what was read, and what nobody asked for, goes and is counted', async () => {
  const made = makeGam(it)
  const facts = { pictures: ['whale.png'] } as unknown as Facts
  const gam = {
    ...made,
    library: () => ({ title: '', links: [], images: 'all' as const, sources: [DOCS] }),
    facts: {
      ...made.facts,
      load: (shas: readonly Sha[]) => Promise.resolve(new Map(shas.map((sha) => [sha, facts]))),
    },
  }
  const { storage } = gam
  const everything = { source: DOCS, parts: [{ kind: 'all' as const }] }
  await saveOffline(gam, everything, new AbortController().signal, () => undefined, 'texts')
  await storage.blobs.save(OLD, new Uint8Array(9))
  await storage.blobs.save(PICTURE, new Uint8Array(9))
  await storage.places.save(sourceKey({ ...DOCS, path: 'docs/whale.png' }), { sha: PICTURE })
  await choosePart(gam, DOCS, { kind: 'report', path: 'docs/log.md' })
  const opened = { at: 7, value: { title: 'Old', sha: OLD } }
  await noteReading(gam, { ...DOCS, path: 'docs/old.md' }, 'Old', { opened })

  const blobs = new Map((await loadStoredBlobs(gam))?.map((one) => [one.sha, one]))
  expect(blobs.get(OLD)).toMatchObject({ isReport: true, isKept: false, openedAt: 7 })
  expect(blobs.get(PICTURE)).toMatchObject({ isReport: false, isKept: true })
  const kept = [...blobs.values()].filter(({ isKept }) => isKept).map(({ sha }) => sha)
  expect(kept).toHaveLength(2)

  expect(await makeRoom(gam)).toEqual({ reports: 2, pictures: 0 })
  expect(new Set(await storage.blobs.keys())).toEqual(new Set(kept))
  expect(await storage.readings.keys()).toHaveLength(1)
  expect(await makeRoom(gam)).toBeUndefined()
})

/** A browser with one report of this text, saved by this part, and what it is made of. */
async function savedOne(text: string, part: SavedPart) {
  await it.github.commit('pequod/log', {
    files: { 'docs/page.md': text, 'docs/own.png': 'OWN', 'docs/2016-01-01-x.md': 'of a day\n' },
  })
  const made = makeGam(it)
  const known = new Map<Sha, Facts>()
  const gam: Gam = {
    ...made,
    library: () => ({ title: '', links: [], images: 'all', sources: [DOCS] }),
    facts: {
      load: (shas) => {
        const found = shas.flatMap((sha) => known.get(sha) ?? [])
        return Promise.resolve(new Map(found.map((one) => [one.sha, one])))
      },
      make: (sha, bytes) => {
        const pictures = [...decoder.decode(bytes).matchAll(/\]\((.+?)\)/g)].map(([, src]) => src)
        const facts = { sha, pictures, date: pictures.length ? '2017-05-01' : '2016-01-01' }
        known.set(sha, facts as unknown as Facts)
        return Promise.resolve(known.get(sha))
      },
    },
  }
  await choosePart(gam, DOCS, part)
  const all = { source: DOCS, parts: [{ kind: 'all' as const }] }
  await saveOffline(gam, all, new AbortController().signal, () => undefined)
  const texts = async (isKept: boolean) => {
    const some = ((await loadStoredBlobs(gam)) ?? []).filter((one) => one.isKept === isKept)
    const blobs = await gam.storage.blobs.loadMany(some.map(({ sha }) => sha))
    return [...blobs.values()].map((bytes) => decoder.decode(bytes).slice(0, 8)).sort()
  }
  return { gam, known, texts }
}
const decoder = new TextDecoder()
const PAGE = '![own](own.png) ![far](../picture.png)\n'
const PICTURES = [decoder.decode(PICTURE_BYTES).slice(0, 8), 'OWN']

test.each<SavedPart>([
  { kind: 'report', path: 'docs/page.md' },
  { kind: 'year', year: '2017' },
])('what is saved keeps its pictures while facts are made anew (%o)', async (part) => {
  const { known, texts } = await savedOne(PAGE, part)
  const page = PAGE.slice(0, 8)
  expect(await texts(true)).toEqual([...PICTURES, page].sort())
  const others = await texts(false)
  expect(others).toContain('of a day')
  known.clear()
  expect(await texts(true)).toEqual(expect.arrayContaining([...PICTURES, page]))
  // What names its day itself, and is of another year, is still known not to be meant.
  expect(await texts(false)).toContain('of a day')
})

test('what is on a screen stays with its pictures, in the version that is shown too', async () => {
  const { gam, texts } = await savedOne(PAGE, { kind: 'report', path: 'docs/log.md' })
  await gam.storage.blobs.save(OLD, new TextEncoder().encode('older'))
  const opened = { at: 7, value: { title: 'Page', sha: OLD } }
  const place = { ...DOCS, path: 'docs/page.md' }
  await noteReading(gam, place, 'Page', { opened })
  const shown = ['older', PAGE.slice(0, 8), ...PICTURES]
  expect(await texts(false)).toEqual(expect.arrayContaining(shown))
  const held = [{ name: `${gam.base} on screen ${sourceKey(place)}` }]
  vi.stubGlobal('navigator', { locks: { query: () => Promise.resolve({ held }) } })
  const kept = await texts(true)
  vi.stubGlobal('navigator', {})
  expect(kept).toEqual(expect.arrayContaining(shown))
})

test.each(['trees', 'saves'] as const)(
  'where the browser gives nothing for its %s just now, nothing goes',
  async (name) => {
    const { gam } = await savedOne(PAGE, { kind: 'all' })
    await noteStanding(gam, DOCS, { kind: 'all' }, { completeAt: OLD })
    await gam.storage.blobs.save(OLD, new Uint8Array(9))
    const before = await gam.storage.blobs.keys()
    const none = { loadMany: () => Promise.resolve(new Map()) }
    const broken: Gam =
      name === 'trees'
        ? { ...gam, trees: { ...gam.trees, load: () => Promise.resolve(undefined) } }
        : { ...gam, storage: { ...gam.storage, saves: { ...gam.storage.saves, ...none } } }
    expect(await makeRoom(broken)).toBeUndefined()
    expect(await gam.storage.blobs.keys()).toEqual(before)
    expect(await makeRoom(gam)).toMatchObject({ reports: 0, pictures: 1 })
  },
)
