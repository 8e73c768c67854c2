import { afterEach, beforeEach, expect, test } from 'vitest'
import { treeKey } from '../../../src/commands/library/trees.ts'
import { installTrees } from '../../../src/commands/saving/install-trees.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { Snapshot } from '../../../src/site/snapshot.ts'
import type { StoredTree } from '../../../src/storage/records.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, reload, type MadeGam } from '../made-gam.ts'

const WANTED = { repository: LOG, ref: 'HEAD', folder: 'docs', recursive: true }
const HOUR = 3_600_000

let it: Started
let gam: MadeGam
beforeEach(async () => {
  it = await startTestGitHub()
  gam = makeGam(it)
})
afterEach(() => it.close())

async function refresh(): Promise<StoredTree> {
  const stored = await gam.trees.refresh(WANTED, 'person')
  if (isFailure(stored)) throw new Error(stored.kind)
  return stored
}

/** A snapshot whose files were written long after GitHub had answered. */
const snapshotOf = ({ tree }: StoredTree, checkedAt: number): Snapshot => ({
  madeAt: new Date(checkedAt + 2 * HOUR).toISOString(),
  sources: [
    {
      repository: LOG,
      ref: 'HEAD',
      key: treeKey(WANTED),
      tree,
      checkedAt: new Date(checkedAt).toISOString(),
    },
  ],
  packs: [],
})

test('a first visit takes the trees over, as old as GitHub’s answer, and does not ask at once', async () => {
  const old = await refresh()
  gam = makeGam(it)
  gam.wait(HOUR)
  await installTrees(gam, snapshotOf(old, old.checkedAt))
  const stored = await reload(it.github).trees.load(treeKey(WANTED))
  expect(stored).toMatchObject({ tree: old.tree, checkedAt: old.checkedAt })
  expect(gam.trees.isDue(WANTED, stored ?? old)).toBe(false)
})

test('a snapshot that was asked for before the stored list never replaces it', async () => {
  const old = await refresh()
  await it.github.commit(LOG, { files: { 'docs/new.md': 'new\n' } })
  gam.wait(HOUR)
  const fresh = await refresh()
  expect(fresh.tree.commit).not.toBe(old.tree.commit)
  await installTrees(gam, snapshotOf(old, fresh.checkedAt - 1))
  expect((await gam.trees.load(treeKey(WANTED)))?.tree).toEqual(fresh.tree)
})

test('one that was asked for later does', async () => {
  const old = await refresh()
  await it.github.commit(LOG, { files: { 'docs/new.md': 'new\n' } })
  gam.wait(HOUR)
  const fresh = await refresh()
  gam.trees.keep(treeKey(WANTED), old)
  await installTrees(gam, snapshotOf(fresh, old.checkedAt + 1))
  expect((await gam.trees.load(treeKey(WANTED)))?.tree).toEqual(fresh.tree)
})
