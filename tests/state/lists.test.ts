import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sha } from '../../src/model/sha.ts'
import type { Source } from '../../src/model/source.ts'
import { LibraryState } from '../../src/state/library.svelte.ts'
import { listingOf } from '../../src/state/lists.svelte.ts'
import { LOG, makeGam, reload } from '../commands/made-gam.ts'
import { factsWith } from '../facts/facts-with.ts'
import { startTestGitHub, type Started } from '../github/started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())

const source: Source = { repository: LOG, path: '', ref: 'HEAD', exclude: [], from: 'reader' }

test('a list is made again only where something of it has changed', async () => {
  const library = new LibraryState(makeGam(it))
  await library.refresh([source], 'person')
  const first = listingOf(library, source)
  const entry = first?.entries[0]
  if (!entry) throw new Error('The list is empty')
  expect(listingOf(library, source)).toBe(first)

  const elsewhere = 'f'.repeat(40) as Sha
  library.facts = new Map([
    ...library.facts,
    [elsewhere, factsWith(elsewhere, { title: 'Elsewhere' })],
  ])
  expect(listingOf(library, source)).toBe(first)

  const opened = library.facts
  library.facts = new Map([...opened, [entry.sha, factsWith(entry.sha, { title: 'Its own' })]])
  expect(listingOf(library, source)?.entries.map(({ title }) => title)).toContain('Its own')
  expect(listingOf(library, source, opened)).toBe(first)

  library.seen = new Map([[`${LOG}@HEAD:`, {}]])
  expect(listingOf(library, source)?.entries.map(({ mark }) => mark)).toContain('new')
})

test('what is stored is shown all at once, and never in the place of what is newer', async () => {
  const gam = makeGam(it)
  await new LibraryState(gam).refresh([source], 'person')
  await expect.poll(() => gam.storage.trees.keys()).toHaveLength(1)

  const library = new LibraryState(reload(it.github))
  await library.loadStored([source])
  const before = library.trees
  await library.loadStored([source])
  expect(library.trees).toBe(before)
  expect(listingOf(library, source)?.entries.length).toBeGreaterThan(0)
})
