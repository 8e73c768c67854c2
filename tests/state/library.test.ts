import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addSource } from '../../src/commands/library/change-sources.ts'
import { loadOwnSources } from '../../src/commands/library/own-sources.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import type { Source } from '../../src/model/source.ts'
import { changeLibrary } from '../../src/state/change-library.ts'
import { LibraryState } from '../../src/state/library.svelte.ts'
import { LOG, makeGam, reload, type MadeGam } from '../commands/made-gam.ts'
import { startTestGitHub, type Started } from '../github/started.ts'

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  gam = makeGam(it)
})

const source = (repository: RepositoryName, path = ''): Source => ({
  repository,
  path,
  ref: 'HEAD',
  exclude: [],
  from: 'reader',
})
const CUT = 'pequod/cut' as RepositoryName
const add = (library: LibraryState, one: Source) =>
  changeLibrary(library, (own, host) => addSource(own, host, one))
const stored = async () =>
  (await loadOwnSources(reload(it.github).storage)).added.map((one) => one.repository)

test('two tabs that each add a repository keep both, and the later one shows both', async () => {
  const [first, second] = [new LibraryState(gam), new LibraryState(reload(it.github))]
  await Promise.all([first.loadOwn(), second.loadOwn()])
  add(first, source(LOG))
  await expect.poll(stored).toEqual([LOG])
  add(second, source(CUT))
  await expect.poll(stored).toEqual([LOG, CUT])
  await expect.poll(() => second.library.sources.map((one) => one.repository)).toEqual([LOG, CUT])
})

test('a list that could not be loaded is not overwritten', async () => {
  const before = new LibraryState(gam)
  add(before, source(LOG))
  await expect.poll(stored).toEqual([LOG])
  const database = globalThis.indexedDB
  const library = new LibraryState(reload(it.github))
  globalThis.indexedDB = undefined as never
  await library.loadOwn()
  globalThis.indexedDB = database
  add(library, source(CUT))
  await expect.poll(stored).toEqual([LOG, CUT])
})

test('what two tabs have marked as seen adds up', async () => {
  const one = source(LOG)
  const tabs = [new LibraryState(gam), new LibraryState(reload(it.github))]
  for (const tab of tabs) await tab.refresh([one], 'person')
  const key = `${LOG}@HEAD:`
  await expect.poll(() => gam.storage.seen.load(key)).toBeDefined()
  await gam.storage.seen.save(key, {})
  for (const tab of tabs) tab.seen = new Map([[key, {}]])
  tabs[0]?.markSeen(one, 'README.md')
  tabs[1]?.markSeen(one, 'docs/log.md')
  await expect
    .poll(async () => Object.keys((await gam.storage.seen.load(key)) ?? {}))
    .toEqual(['README.md', 'docs/log.md'])
})
