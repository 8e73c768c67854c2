import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginFile } from '../../../src/commands/editing/begin-draft.ts'
import { openBlob } from '../../../src/commands/reading/open-blob.ts'
import { forgetPrivate } from '../../../src/commands/settings/forget-private.ts'
import { blobKey, type DraftId } from '../../../src/model/draft.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { makeRepository } from '../../github/make-repository.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, SECRET, type MadeGam } from '../made-gam.ts'

let it: Started
let gam: MadeGam
beforeEach(async () => {
  it = await startTestGitHub()
  gam = makeGam(it)
})
afterEach(() => it.close())

async function read(repository: RepositoryName, path: string): Promise<string> {
  const wanted = { repository, ref: 'HEAD', folder: '', recursive: true }
  const stored = await gam.trees.refresh(wanted, 'person')
  if (isFailure(stored)) throw new Error(stored.kind)
  const { commit, entries } = stored.tree
  const sha = entries.find((entry) => entry.path === path)?.sha
  if (!sha) throw new Error('not listed')
  const bytes = await openBlob(gam, { repository, commit, path, sha }, 'person')
  if (isFailure(bytes)) throw new Error(bytes.kind)
  await gam.storage.facts.save(sha, { version: 1, sha, excerpt: '', headings: [] } as never)
  return sha
}

/** An edit with all that belongs to one. */
async function edit(repository: RepositoryName, isPrivate: boolean): Promise<DraftId> {
  const base = '0'.repeat(40) as Sha
  const where = { repository, private: isPrivate, branch: 'main', base }
  const begun = await beginFile(gam, where, { path: 'a.md', text: 'new' })
  if (isFailure(begun)) throw new Error(begun.kind)
  await gam.storage.draftBlobs.save(blobKey(begun.id, base), new Uint8Array([1]))
  await gam.storage.histories.save(`${begun.id} a.md`, {})
  return begun.id
}

test('signing out leaves nothing of a private repository, older versions included, and all that is public', async () => {
  gam.signIn('ghp_ahab')
  const open = await read(LOG, 'docs/log.md')
  await read(SECRET, 'a.md')
  const first = { files: { 'a.md': 'secret\n' } }
  await makeRepository(join(it.folder, 'secret.git'), [first, { files: { 'a.md': 'newer\n' } }])
  gam.wait(6_000)
  await read(SECRET, 'a.md')
  await gam.storage.settings.save(`branches ${SECRET} feature`, ['feature/x'])
  await gam.storage.settings.save(`failed ${SECRET}@HEAD:gone`, {})
  await gam.storage.settings.save('sources', { added: [] })
  expect((await gam.storage.blobs.keys()).length).toBe(3)

  await edit(SECRET, true)
  const kept = await edit(LOG, false)
  await forgetPrivate(gam)

  expect(await gam.storage.drafts.keys()).toEqual([kept])
  expect(await gam.storage.draftBlobs.keys()).toEqual([blobKey(kept, '0'.repeat(40) as Sha)])
  expect(await gam.storage.histories.keys()).toEqual([`${kept} a.md`])
  expect(await gam.storage.blobs.keys()).toEqual([open])
  expect(await gam.storage.facts.keys()).toEqual([open])
  expect(await gam.storage.settings.keys()).toEqual(['sources'])
  for (const table of Object.values(gam.storage)) {
    for (const key of await table.keys()) expect(key).not.toContain(SECRET)
  }
})
