import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import { installPacks } from '../../../src/commands/saving/install-packs.ts'
import { fail } from '../../../src/model/failure.ts'
import type { Sha } from '../../../src/model/sha.ts'
import type { Snapshot, SnapshotPack } from '../../../src/site/snapshot.ts'
import { openStorage, type Storage } from '../../../src/storage/storage.ts'

const [A, B] = ['a'.repeat(40) as Sha, 'b'.repeat(40) as Sha]
const SNAPSHOT: Snapshot = {
  madeAt: '2017-06-19T00:00:00Z',
  sources: [],
  packs: [{ file: 'one.pack', bytes: 9, shas: [A, B] }],
}

let storage: Storage
let made: Sha[]
let fetched: number
let known: Sha[]

/** What installing needs of the program, and no more. */
const gam = (): Gam =>
  ({
    storage,
    facts: {
      load: (shas: readonly Sha[]) =>
        Promise.resolve(
          new Map(shas.filter((sha) => known.includes(sha)).map((sha) => [sha, { sha }])),
        ),
      make: (sha: Sha) => {
        made.push(sha)
        return Promise.resolve(undefined)
      },
    },
    packs: {
      checked: ({ file, shas }: SnapshotPack) => {
        fetched++
        return Promise.resolve(
          file === 'damaged.pack'
            ? fail({ kind: 'malformed', what: file, problem: 'the pack is damaged' })
            : shas.map((sha) => ({ sha, bytes: new Uint8Array([1]) })),
        )
      },
      release: () => undefined,
    },
  }) as unknown as Gam

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  made = []
  known = []
  fetched = 0
})

test('a pack is fetched and stored, and facts are made of all of it', async () => {
  await installPacks(gam(), SNAPSHOT)
  expect(await storage.blobs.keys()).toEqual([A, B])
  expect(made).toEqual([A, B])
})

test('facts that an earlier visit did not come to are made from what is stored', async () => {
  await storage.blobs.saveMany([A, B].map((sha) => [sha, new Uint8Array([1])]))
  known = [A]
  await installPacks(gam(), SNAPSHOT)
  expect(made).toEqual([B])
  expect(fetched).toBe(0)
})

test('a pack that is here with its facts costs nothing', async () => {
  await storage.blobs.saveMany([A, B].map((sha) => [sha, new Uint8Array([1])]))
  known = [A, B]
  await installPacks(gam(), SNAPSHOT)
  expect([made, fetched]).toEqual([[], 0])
})

test('a damaged pack is named, and costs that pack alone', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const packs = [
    { file: 'damaged.pack', bytes: 9, shas: [A] },
    { file: 'sound.pack', bytes: 9, shas: [B] },
  ]
  await installPacks(gam(), { ...SNAPSHOT, packs })
  expect(warn.mock.calls).toEqual([['damaged.pack: the pack is damaged']])
  warn.mockRestore()
  expect(await storage.blobs.keys()).toEqual([B])
})
