import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import type { Gam } from '../../src/commands/gam.ts'
import { nameDrawing, saveDrawing } from '../../src/commands/reading/drawings.ts'
import { forgetPrivate } from '../../src/commands/settings/forget-private.ts'
import type { Sha } from '../../src/model/sha.ts'
import { openStorage } from '../../src/storage/storage.ts'

let gam: Gam
let time = 0
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  const storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  gam = { storage, base: 'http://127.0.0.1:1/', now: () => ++time } as unknown as Gam
})

test('another source, theme or program makes another drawing', async () => {
  const names = await Promise.all([
    nameDrawing('graph TD', 'default', 'a'),
    nameDrawing('graph LR', 'default', 'a'),
    nameDrawing('graph TD', 'dark', 'a'),
    nameDrawing('graph TD', 'default', 'b'),
  ])
  expect(new Set(names).size).toBe(4)
  expect(await nameDrawing('graph TD', 'default', 'a')).toBe(names[0])
})

test('of too many drawings the oldest go', async () => {
  // Their names say nothing of their age.
  const name = (at: number) => `${(at * 7) % 201}`.padStart(40, '0') as Sha
  for (let at = 0; at < 200; at++) await saveDrawing(gam, name(at), { svg: '<svg/>' })
  expect(await gam.storage.drawings.keys()).toHaveLength(200)
  await saveDrawing(gam, name(200), { svg: '<svg/>' })
  expect(await gam.storage.drawings.keys()).toHaveLength(151)
  expect(await gam.storage.drawings.load(name(49))).toBeUndefined()
  expect(await gam.storage.drawings.load(name(50))).toBeDefined()
  expect(await gam.storage.drawings.load(name(200))).toBeDefined()
})

test('what was drawn of private reports is forgotten with them', async () => {
  await saveDrawing(gam, 'a'.repeat(40) as Sha, { svg: '<svg/>' })
  await forgetPrivate(gam)
  expect(await gam.storage.drawings.keys()).toEqual([])
})
