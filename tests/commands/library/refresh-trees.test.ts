import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refreshTrees } from '../../../src/commands/library/refresh-trees.ts'
import { treeKey, type WantedTree } from '../../../src/commands/library/trees.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, SECRET, type MadeGam } from '../made-gam.ts'

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  gam = makeGam(it)
  gam.signIn('ghp_ahab')
})

const wanted = (repository: RepositoryName, folder = '', ref = 'HEAD'): WantedTree => ({
  repository,
  ref,
  folder,
  recursive: true,
})
const ALL = [wanted(LOG), wanted(LOG, 'docs'), wanted(SECRET), wanted(LOG, '', 'release/1.0')]
const askAll = (all = ALL) => refreshTrees(gam, 'ghp_ahab', all)
const asked = () => it.github.requests.map(({ method, path }) => `${method} ${path}`)
const readAll = async (all = ALL) => {
  for (const one of all) await gam.trees.refresh(one, 'person')
  it.github.clear()
  gam.wait(20 * 60_000)
}

test('one question for all where nothing has changed, and each counts as checked', async () => {
  await readAll()
  expect(await askAll()).toEqual([])
  expect(asked()).toEqual(['POST /graphql'])
  for (const one of ALL) {
    const stored = await gam.trees.load(treeKey(one))
    expect(stored && gam.trees.isDue(one, stored)).toBe(false)
  }
})

test('of what has changed the list of files comes, and of nothing else', async () => {
  await readAll()
  const commit = await it.github.commit('pequod/secret', { files: { 'new.md': '# New\n' } })
  await askAll()
  expect(asked()).toEqual([
    'POST /graphql',
    `GET /repos/pequod/secret/git/trees/${commit}?recursive=1`,
  ])
  const stored = await gam.trees.load(treeKey(wanted(SECRET)))
  expect(stored?.tree.entries.map(({ path }) => path)).toContain('new.md')
})

test('what is gone, hidden or renamed does not keep back the others', async () => {
  await readAll()
  it.github.remove('pequod/secret')
  it.github.rename('pequod/log', 'pequod/journal')
  const unsaid = await askAll()
  expect(unsaid).toEqual([wanted(SECRET)])
  expect(asked()).toEqual(['POST /graphql'])
})

test('many are asked about in batches of fifty', async () => {
  const many = Array.from({ length: 120 }, (_, at) => wanted(LOG, '', `branch-${at}`))
  expect(await askAll(many)).toHaveLength(120)
  expect(asked()).toEqual(Array.from({ length: 3 }, () => 'POST /graphql'))
})

test('a ref is sent as it is, whatever it holds', async () => {
  expect(await askAll([wanted(LOG, '', 'a"b\\c{}')])).toHaveLength(1)
  expect(it.github.requests[0]?.status).toBe(200)
})

test.each([
  ['no points are left', () => it.github.limit(0, undefined, 'ahab', 'graphql')],
  ['an outage', () => it.github.fault({ match: '/graphql', kind: 'status', status: 502 })],
  ['no network', () => it.github.fault({ match: '/graphql', kind: 'drop' })],
])('%s: what was known stays as old as it is', async (_, happen) => {
  await readAll()
  happen()
  const before = await gam.trees.load(treeKey(wanted(LOG)))
  expect(isFailure(await askAll())).toBe(true)
  expect(await gam.trees.load(treeKey(wanted(LOG)))).toEqual(before)
  expect(asked()).toEqual(['POST /graphql'])
})
