import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFactsMaker, type FactsRequest } from '../../../src/commands/library/facts-maker.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { openStorage, type Storage } from '../../../src/storage/storage.ts'
import { factsWith } from '../../facts/facts-with.ts'

const SHA = 'a'.repeat(40) as Sha
const SLOW = 'b'.repeat(40) as Sha
const BYTES = new Uint8Array([35])

/** A worker that answers one text after the other, and never the one that is too slow. */
class FakeWorker extends EventTarget {
  static asked: Sha[] = []
  static started = 0
  stuck = false
  constructor() {
    super()
    FakeWorker.started++
  }
  postMessage({ sha }: FactsRequest): void {
    FakeWorker.asked.push(sha)
    this.stuck ||= sha === SLOW
    if (this.stuck) return
    const data = { sha, facts: factsWith(sha) }
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })), 1)
  }
  terminate(): void {
    this.stuck = true
  }
}

let storage: Storage
const create = () => createFactsMaker(storage, () => new FakeWorker() as unknown as Worker)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  FakeWorker.asked = []
  FakeWorker.started = 0
})
afterEach(() => vi.useRealTimers())

test('two who want the facts of one text at once both get them, and the worker makes them once', async () => {
  const maker = create()
  const both = await Promise.all([maker.make(SHA, BYTES), maker.make(SHA, BYTES)])
  expect(both.map((facts) => facts?.sha)).toEqual([SHA, SHA])
  expect(FakeWorker.asked).toEqual([SHA])
})

test('facts that are stored are not made again', async () => {
  await storage.facts.save(SHA, factsWith(SHA))
  expect(await create().make(SHA, BYTES)).toMatchObject({ sha: SHA })
  expect(FakeWorker.started).toBe(0)
})

test('a text that keeps the worker too long is given up once; the others that wait are made', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  const maker = create()
  const [slow, other] = [maker.make(SLOW, BYTES), maker.make(SHA, BYTES)]
  await vi.waitFor(() => expect(FakeWorker.asked).toContain(SLOW))
  await vi.advanceTimersByTimeAsync(11_000)
  expect(await slow).toBeUndefined()
  expect(await other).toMatchObject({ sha: SHA })
  expect(await maker.make(SLOW, BYTES)).toBeUndefined()
  expect(FakeWorker.asked.filter((sha) => sha === SLOW)).toHaveLength(1)
})
