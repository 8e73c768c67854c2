import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { isFailure, type Failure } from '../../src/model/failure.ts'
import type { Sha } from '../../src/model/sha.ts'
import { openStorage } from '../../src/storage/storage.ts'

const SHA = 'a'.repeat(40) as Sha
let troubles: Failure[] = []
const open = (basePath = '/') =>
  openStorage({ basePath, onTrouble: (failure) => troubles.push(failure) })

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  troubles = []
})

test('what is saved is loaded again, also by another opening', async () => {
  await open().blobs.save(SHA, new Uint8Array([1, 2]))
  expect(await open().blobs.load(SHA)).toEqual(new Uint8Array([1, 2]))
})

test('two installations on one origin keep apart', async () => {
  await open('/a/').settings.save('x', 1)
  expect(await open('/b/').settings.load('x')).toBeUndefined()
})

test('many are loaded at once, and absent ones are absent', async () => {
  const storage = open()
  await storage.settings.saveMany([
    ['a', 1],
    ['b', 2],
  ])
  expect(await storage.settings.loadMany(['a', 'c', 'b'])).toEqual(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  )
  await storage.settings.remove('a')
  expect(await storage.settings.keys()).toEqual(['b'])
})

test('a record that has lost its form counts as absent', async () => {
  const storage = open()
  await storage.blobs.save(SHA, 'not bytes' as never)
  await storage.trees.save('key', { tree: {}, checkedAt: 1 } as never)
  expect(await storage.blobs.load(SHA)).toBeUndefined()
  expect(await storage.trees.load('key')).toBeUndefined()
})

test('storage that is full is said once, and nothing throws', async () => {
  const storage = open()
  await storage.settings.save('a', 1)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const results = [await storage.settings.save('b', 2), await storage.settings.save('c', 3)]
  put.mockRestore()
  expect(results.every(isFailure)).toBe(true)
  expect(troubles.map((one) => one.kind)).toEqual(['storage-full'])
  expect(await storage.settings.load('a')).toBe(1)
})

test('a database of a newer Gam is left alone and said', async () => {
  await new Promise((resolve) => {
    const request = indexedDB.open('gam:/', 99)
    request.onsuccess = () => {
      request.result.close()
      resolve(undefined)
    }
  })
  const storage = open()
  expect(await storage.settings.load('a')).toBeUndefined()
  expect(troubles).toMatchObject([
    { kind: 'storage-unavailable', problem: expect.stringMatching(/newer Gam/) },
  ])
})

test('what an older Gam has stored is kept, and new kinds of things find room', async () => {
  await new Promise((resolve) => {
    const request = indexedDB.open('gam:/', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('settings').put('old', 'a')
    request.onsuccess = () => {
      request.result.close()
      resolve(undefined)
    }
  })
  const storage = open()
  expect(await storage.settings.load('a')).toBe('old')
  expect(await storage.drawings.save(SHA, { svg: '<svg/>', drawnAt: 1 })).toBe(true)
  expect(await storage.drawings.load(SHA)).toEqual({ svg: '<svg/>', drawnAt: 1 })
})

test('where the browser has no storage, loads are empty and saves fail', async () => {
  globalThis.indexedDB = undefined as never
  const storage = open()
  expect(await storage.facts.keys()).toEqual([])
  expect(isFailure(await storage.settings.save('a', 1))).toBe(true)
})

test('a change sees what is stored at that moment, and a record that has lost its form as absent', async () => {
  const [one, other] = [open(), open()]
  await Promise.all([
    one.settings.update('n', (n) => Number(n ?? 0) + 1),
    other.settings.update('n', (n) => Number(n ?? 0) + 1),
  ])
  expect(await one.settings.load('n')).toBe(2)
  await one.seen.save('key', { path: 'no SHA' } as never)
  await one.seen.update('key', (seen) => ({ ...seen, other: SHA }))
  expect(await one.seen.load('key')).toEqual({ other: SHA })
})

test('a browser that does not answer is waited for once, and a database that opens late is closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const real = indexedDB.open.bind(indexedDB)
  const requests: { onsuccess?: () => void; result: { close: () => void } }[] = []
  const opened = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    const request = { result: { close: vi.fn() } }
    requests.push(request)
    return request as never
  })
  const storage = open()
  const first = storage.settings.load('a')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await first).toBeUndefined()
  expect(await storage.settings.load('a')).toBeUndefined()
  expect(isFailure(await storage.settings.save('a', 1))).toBe(true)
  expect(opened).toHaveBeenCalledTimes(1)
  requests[0]?.onsuccess?.()
  expect(requests[0]?.result.close).toHaveBeenCalled()

  opened.mockImplementation(real)
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect(await storage.settings.save('a', 1)).toBe(true)
  opened.mockRestore()
})

test('where there is no room it is made and the same is tried again, until nothing may go; a pack is not worth it', async () => {
  let full = 2
  const rooms: number[] = []
  const put = IDBObjectStore.prototype.put
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    if (full > 0) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  })
  const makeRoom = () => Promise.resolve((rooms.push(full), full-- > 0))
  const storage = openStorage({
    basePath: '/',
    onTrouble: (failure) => troubles.push(failure),
    makeRoom,
  })
  const bytes = new Uint8Array([1])
  expect(await storage.blobs.save(SHA, bytes)).toBe(true)
  expect(rooms).toEqual([2, 1])
  expect(troubles).toEqual([])
  full = 9
  const other = 'b'.repeat(40)
  const pack = await storage.blobs.saveMany([
    [SHA, bytes],
    [other, bytes],
  ])
  expect(isFailure(pack) && pack.kind).toBe('storage-full')
  expect(rooms).toHaveLength(2)
  full = 1
  const none = openStorage({
    basePath: '/',
    onTrouble: (failure) => troubles.push(failure),
    makeRoom: () => Promise.resolve(false),
  })
  const failed = await none.settings.save('x', 1)
  expect(isFailure(failed) && failed.kind).toBe('storage-full')
  spy.mockRestore()
})
