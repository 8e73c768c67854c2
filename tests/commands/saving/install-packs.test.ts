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
/** What of the pack has the bytes that it says. */
let right: Sha[]

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
        const bytes = new Uint8Array([1])
        return Promise.resolve(
          file === 'damaged.pack'
            ? fail({ kind: 'malformed', what: file, problem: 'the pack is damaged' })
            : shas.filter((sha) => right.includes(sha)).map((sha) => ({ sha, bytes })),
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
  right = [A, B]
})

test('a pack is fetched and stored, and facts are made of all of it', async () => {
  expect(await installPacks(gam(), SNAPSHOT)).toBe(true)
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

test('a pack that is here with its facts costs nothing, and from the next visit on no write either', async () => {
  await storage.blobs.saveMany([A, B].map((sha) => [sha, new Uint8Array([1])]))
  known = [A, B]
  expect(await installPacks(gam(), SNAPSHOT)).toBe(false)
  expect([made, fetched]).toEqual([[], 0])
  const save = vi.spyOn(storage.settings, 'save')
  expect(await installPacks(gam(), SNAPSHOT)).toBe(false)
  expect(save).not.toHaveBeenCalled()
})

test('a pack with wrong bytes in it is not fetched again on each visit', async () => {
  right = [A]
  for (let visit = 0; visit < 3; visit++) await installPacks(gam(), SNAPSHOT)
  expect(await storage.blobs.keys()).toEqual([A])
  expect(fetched).toBe(1)
})

test('what was removed does not come back, in another pack neither; what is new there comes', async () => {
  await installPacks(gam(), SNAPSHOT)
  await storage.blobs.remove(A)
  await installPacks(gam(), SNAPSHOT)
  expect([await storage.blobs.keys(), fetched]).toEqual([[B], 1])
  const C = 'c'.repeat(40) as Sha
  right = [A, C]
  const packs = [{ file: 'two.pack', bytes: 9, shas: right }]
  await installPacks(gam(), { ...SNAPSHOT, packs })
  expect([await storage.blobs.keys(), fetched]).toEqual([[B, C], 2])
})

test('a pack that could not be stored is tried again', async () => {
  const trouble = fail({ kind: 'storage-full' })
  const full = { ...storage, blobs: { ...storage.blobs, saveMany: () => Promise.resolve(trouble) } }
  expect(await installPacks({ ...gam(), storage: full } as never, SNAPSHOT)).toEqual(trouble)
  await installPacks(gam(), SNAPSHOT)
  expect(await storage.blobs.keys()).toEqual([A, B])
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
