import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import { treeKey, wantedOf } from '../../../src/commands/library/trees.ts'
import { isHere } from '../../../src/commands/reading/is-here.ts'
import { openReport } from '../../../src/commands/reading/open-report.ts'
import { noteReading } from '../../../src/commands/reading/readings.ts'
import { saveOffline } from '../../../src/commands/saving/save-offline.ts'
import { choosePart } from '../../../src/commands/saving/saved.ts'
import { loadStoredBlobs } from '../../../src/commands/saving/stored-blobs.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { Source } from '../../../src/model/source.ts'
import { hearNews } from '../../../src/pages/report/hear-news.ts'
import { LOG as LOG_TEXT, startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

/* A newer version of a report is known, and only an older one is here. */

const DOCS: Source = { repository: LOG, ref: 'HEAD', path: 'docs', exclude: [], from: 'host' }
const ALL = { kind: 'all' } as const
const PLACE = { repository: LOG, ref: 'HEAD', path: 'docs/log.md' }

let it: Started
let made: MadeGam
let gam: Gam
beforeAll(async () => {
  it = await startTestGitHub()
  vi.stubGlobal('navigator', {})
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await it.close()
})
beforeEach(() => {
  made = makeGam(it)
  gam = { ...made, library: () => ({ title: '', links: [], images: 'all', sources: [DOCS] }) }
})
afterEach(() => it.github.reset())

/** The list of files comes, and after it nothing. */
async function nameNewer(): Promise<void> {
  await it.github.commit('pequod/log', { files: { 'docs/log.md': `${Math.random()}\n` } })
  made.wait(3_600_000)
  await gam.trees.refresh(wantedOf(DOCS), 'person')
  it.github.fault({ match: '', kind: 'drop' })
}
const save = () =>
  saveOffline(gam, { source: DOCS, parts: [ALL] }, new AbortController().signal, () => undefined)

test('what was saved opens in the version that is here, says that there is a newer one, and stays', async () => {
  await choosePart(gam, DOCS, ALL)
  await save()
  await nameNewer()
  const opened = await openReport(gam, PLACE)
  if (isFailure(opened)) throw new Error(opened.kind)
  expect(new TextDecoder().decode(opened.bytes)).toBe(LOG_TEXT)
  expect(opened.tree).toBeUndefined()
  expect(await opened.later).toMatchObject({ kind: 'newer', failure: { kind: 'offline' } })
  const here = new Set<string>(await gam.storage.blobs.keys())
  expect(await isHere(gam, PLACE, here)).toBe(true)
  expect((await loadStoredBlobs(gam))?.every(({ isKept }) => isKept)).toBe(true)

  // With the newer one here, nothing keeps the older.
  it.github.clearFaults()
  await save()
  const kept = (await loadStoredBlobs(gam))?.filter(({ isKept }) => isKept)
  expect(kept).toHaveLength(here.size)
  expect(kept?.some(({ sha }) => sha === opened.sha)).toBe(false)
})

test('what was only read opens so too; what was neither says why it does not', async () => {
  const read = await openReport(gam, PLACE)
  if (isFailure(read) || !read.sha) throw new Error('not read')
  await noteReading(gam, PLACE, 'Log', {
    opened: { at: 1, value: { title: 'Log', sha: read.sha } },
  })
  await nameNewer()
  const opened = await openReport(gam, PLACE)
  expect(isFailure(opened) ? opened : opened.sha).toBe(read.sha)
  const other = await openReport(gam, { ...PLACE, path: 'docs/deep/a b.md' })
  expect(isFailure(other) && other.kind).toBe('offline')
})

test('to hear once more of the version that could not be had is no news; another one is', async () => {
  await choosePart(gam, DOCS, ALL)
  await save()
  await nameNewer()
  const opened = await openReport(gam, PLACE)
  if (isFailure(opened)) throw new Error(opened.kind)
  const heard: string[] = []
  const stop = hearNews(gam, opened, ({ kind }) => heard.push(kind))
  await opened.later
  const tree = await gam.trees.load(treeKey(wantedOf(DOCS)))
  if (!tree) throw new Error('no tree')
  gam.trees.keep(treeKey(wantedOf(DOCS)), { ...tree, checkedAt: tree.checkedAt + 1 })
  expect(heard).toEqual([])
  it.github.clearFaults()
  await it.github.commit('pequod/log', { files: { 'docs/log.md': 'the next\n' } })
  made.wait(3_600_000)
  await gam.trees.refresh(wantedOf(DOCS), 'person')
  expect(heard).toEqual(['newer'])
  stop()
})
