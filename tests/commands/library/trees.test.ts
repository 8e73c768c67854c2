import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBlob } from '../../../src/commands/reading/open-blob.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, reload, SECRET, type MadeGam } from '../made-gam.ts'

const NOWHERE = {
  repository: 'pequod/nowhere' as RepositoryName,
  ref: 'HEAD',
  folder: '',
  recursive: true,
}

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  gam = makeGam(it)
})

const asked = (host: 'api' | 'raw') =>
  it.github.requests.filter((one) => one.host === host).map((one) => one.path)

test('two first questions about a repository at once are one', async () => {
  gam.signIn('ghp_ahab')
  const both = await Promise.all([
    gam.trees.repositoryOf(SECRET, 'person'),
    gam.trees.repositoryOf(SECRET, 'person'),
  ])
  expect(both).toMatchObject([{ private: true }, { private: true }])
  expect(asked('api')).toEqual(['/repos/pequod/secret'])
})

test('a source that is not there is asked for once in ten minutes, and whenever a person asks', async () => {
  await gam.trees.refresh(NOWHERE, 'page')
  const next = reload(it.github)
  it.github.clear()
  expect(await next.trees.refresh(NOWHERE, 'page')).toMatchObject({ kind: 'not-found' })
  expect(asked('api')).toEqual([])
  await next.trees.refresh(NOWHERE, 'person')
  expect(asked('api')).toHaveLength(1)
  next.wait(11 * 60_000)
  await next.trees.refresh(NOWHERE, 'page')
  expect(asked('api')).toHaveLength(2)
})

test('whether a repository is private is asked again after a day, by people who are signed in', async () => {
  gam.signIn('ghp_ahab')
  await gam.trees.repositoryOf(LOG, 'person')
  await gam.trees.repositoryOf(LOG, 'person')
  expect(asked('api')).toHaveLength(1)
  gam.wait(25 * 3_600_000)
  await gam.trees.repositoryOf(LOG, 'person')
  expect(asked('api')).toHaveLength(2)
  gam.wait(25 * 3_600_000)
  await it.github.stop()
  expect(await gam.trees.repositoryOf(LOG, 'person')).toMatchObject({ private: false })
  await it.github.start()
})

test('a repository that has become private is read from the API once raw no longer knows it', async () => {
  gam.signIn('ghp_ahab')
  await gam.storage.repositories.save(SECRET, {
    name: SECRET,
    private: false,
    checkedAt: gam.now() - 3_600_000,
  })
  const wanted = { repository: SECRET, ref: 'HEAD', folder: '', recursive: true }
  const stored = await gam.trees.refresh(wanted, 'person')
  if (isFailure(stored)) throw new Error(stored.kind)
  const { commit, entries } = stored.tree
  const sha = entries[0]?.sha ?? commit
  const bytes = await openBlob(gam, { repository: SECRET, commit, path: 'a.md', sha }, 'page')
  expect(isFailure(bytes)).toBe(false)
  expect(asked('raw')).toHaveLength(1)
  expect(await gam.trees.repositoryOf(SECRET, 'page')).toMatchObject({ private: true })
})
