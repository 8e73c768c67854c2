import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { noteReading } from '../../../src/commands/reading/readings.ts'
import { makeRoom } from '../../../src/commands/saving/make-room.ts'
import { choosePart } from '../../../src/commands/saving/saved.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { loadStoredBlobs } from '../../../src/commands/saving/stored-blobs.ts'
import type { Facts } from '../../../src/model/facts.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { sourceKey, type Source } from '../../../src/model/source.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
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

  const blobs = new Map((await loadStoredBlobs(gam)).map((one) => [one.sha, one]))
  expect(blobs.get(OLD)).toMatchObject({ isReport: true, isKept: false, openedAt: 7 })
  expect(blobs.get(PICTURE)).toMatchObject({ isReport: false, isKept: true })
  const kept = [...blobs.values()].filter(({ isKept }) => isKept).map(({ sha }) => sha)
  expect(kept).toHaveLength(2)

  expect(await makeRoom(gam)).toEqual({ reports: 2, pictures: 0 })
  expect(new Set(await storage.blobs.keys())).toEqual(new Set(kept))
  expect(await storage.readings.keys()).toHaveLength(1)
  expect(await makeRoom(gam)).toBeUndefined()
})
