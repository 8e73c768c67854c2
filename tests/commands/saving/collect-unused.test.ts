import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { collectUnused } from '../../../src/commands/saving/collect-unused.ts'
import { findUnused, GRACE, type UnusedSince } from '../../../src/commands/saving/find-unused.ts'
import type { Draft, DraftId } from '../../../src/model/draft.ts'
import { fail } from '../../../src/model/failure.ts'
import type { Facts } from '../../../src/model/facts.ts'
import type { Journal } from '../../../src/model/journal.ts'
import type { Sha } from '../../../src/model/sha.ts'
import type { Tree } from '../../../src/model/tree.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { makeGam, reload, type MadeGam } from '../made-gam.ts'

/** The clock goes on by itself, too. */
const HOUR = 3_600_000
const DAY = 24 * HOUR
const names = fc.uniqueArray(fc.constantFrom(...'abcdefghij'))

test('what is referred to stays, through any changes; what goes was unused at every look for a week', () => {
  const look = fc.record({ referred: names, days: fc.integer({ min: 0, max: 5 }) })
  fc.assert(
    fc.property(names, fc.array(look, { maxLength: 20 }), (stored, looks) => {
      const here = new Set(stored)
      const lastReferred = new Map<string, number>()
      const firstLook = new Map<string, number>()
      let since: UnusedSince = {}
      let now = 0
      for (const { referred, days } of looks) {
        now += days * DAY
        for (const name of referred) lastReferred.set(name, now)
        for (const name of here) if (!firstLook.has(name)) firstLook.set(name, now)
        const found = findUnused(here, (name) => referred.includes(name), since, now)
        for (const name of found.gone) {
          expect(referred).not.toContain(name)
          const from = Math.max(lastReferred.get(name) ?? -1, firstLook.get(name) ?? 0)
          expect(now - from).toBeGreaterThanOrEqual(GRACE)
          here.delete(name)
        }
        for (const name of here) expect(name in found.since).toBe(!referred.includes(name))
        since = found.since
      }
    }),
  )
})

test('a clock that was set back keeps everything for a week more', () => {
  expect(findUnused(['a'], () => false, { a: 5 * GRACE }, GRACE)).toEqual({
    gone: [],
    since: { a: GRACE },
  })
})

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  gam = makeGam(it)
})

const sha = (letter: string) => letter.repeat(40) as Sha
const entry = (letter: string) => ({
  path: `${letter}.md`,
  mode: '100644' as const,
  sha: sha(letter),
})
const tree = (...letters: string[]): Tree => ({
  commit: sha('0'),
  folder: '',
  recursive: true,
  entries: letters.map(entry),
})
const facts = (letter: string) =>
  ({ version: 1, sha: sha(letter), excerpt: '', headings: [] }) as unknown as Facts
const here = async () => (await gam.storage.blobs.keys()).map((name) => name[0]).join('')
const lookFor = async (days: number, packed: string[] = []) => {
  for (let day = 0; day < days; day++) {
    await collectUnused(gam, packed)
    gam.wait(DAY)
  }
}

test('blobs that nothing refers to go after a week with their facts; each kind of reference keeps its own', async () => {
  const { storage } = gam
  const letters = [...'abcdef123']
  for (const one of letters) await storage.blobs.save(sha(one), Uint8Array.of(1))
  for (const one of ['a', '1', '2']) await storage.facts.save(sha(one), facts(one))
  await storage.trees.save('o/r@HEAD:', { tree: tree('a'), checkedAt: 0, askedAt: 0 })
  await storage.places.save('o/r@HEAD:b.png', { sha: sha('b') })
  await storage.seen.save('o/r@HEAD:', { 'c.md': sha('c') })
  const id = 'abcdefghij' as DraftId
  const texts = [{ path: 'd.md', before: sha('d'), text: '' }]
  await storage.drafts.save(id, { id, revision: 1, pictures: [], texts } as unknown as Draft)
  const files = [{ path: 'e.md', mode: '100644', before: sha('e'), text: '' }]
  const journal = { id, branch: 'gam/x', letter: { files } }
  await storage.journals.save(id, journal as unknown as Journal)

  await lookFor(7, [sha('f')])
  expect(await here()).toBe('123abcdef')
  await lookFor(1, [sha('f')])
  expect(await here()).toBe('abcdef')
  expect(await storage.facts.keys()).toEqual([sha('a')])
  await lookFor(8)
  expect(await here()).toBe('abcde')
})

test('what is referred to again in time stays, also by another tab', async () => {
  await gam.storage.blobs.save(sha('a'), Uint8Array.of(1))
  await lookFor(5)
  const other = reload(it.github)
  await other.storage.trees.save('o/r@HEAD:', { tree: tree('a'), checkedAt: 0, askedAt: 0 })
  await lookFor(10)
  await other.storage.trees.remove('o/r@HEAD:')
  await lookFor(7)
  expect(await here()).toBe('a')
  await lookFor(1)
  expect(await here()).toBe('')
})

test('it looks once a day', async () => {
  await gam.storage.blobs.save(sha('a'), Uint8Array.of(1))
  await collectUnused(gam, [])
  gam.wait(GRACE - HOUR)
  await collectUnused(gam, [])
  gam.wait(DAY - HOUR)
  expect(await collectUnused(gam, [])).toEqual([])
  gam.wait(HOUR)
  expect(await collectUnused(gam, [])).toEqual([sha('a')])
})

test('where nothing can be noted, nothing goes', async () => {
  await gam.storage.blobs.save(sha('a'), Uint8Array.of(1))
  await lookFor(7)
  const full = () => Promise.resolve(fail({ kind: 'storage-full' }))
  const settings = { ...gam.storage.settings, save: full }
  const world = { ...gam, storage: { ...gam.storage, settings } }
  expect(await collectUnused(world, [])).toEqual([])
  expect(await here()).toBe('a')
  expect(await collectUnused(gam, [])).toEqual([sha('a')])
})
