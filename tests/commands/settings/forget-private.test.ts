import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginDraft, beginFile } from '../../../src/commands/editing/begin-draft.ts'
import { beginRecap } from '../../../src/commands/editing/begin-recap.ts'
import { halfWritten, keepHalfWritten } from '../../../src/commands/editing/half-written.ts'
import { keepTyped } from '../../../src/commands/editing/typed.ts'
import { openBlob } from '../../../src/commands/reading/open-blob.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import {
  forgetPrivate,
  forgetTexts,
  privateNames,
} from '../../../src/commands/settings/forget-private.ts'
import { writers } from '../../../src/commands/settings/writers.ts'
import { scopeFor } from '../../../src/model/draft-privacy.ts'
import { blobKey, type DraftId } from '../../../src/model/draft.ts'
import { isFailure } from '../../../src/model/failure.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { createKeeper } from '../../../src/pages/edit/keeper.ts'
import { makeRepository } from '../../github/make-repository.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { fakeWebStorage } from '../../storage/fake-web-storage.ts'
import { LOG, makeGam, reload, SECRET, type MadeGam } from '../made-gam.ts'

let it: Started
let gam: MadeGam
const local = new Map<string, string>()
beforeEach(async () => {
  it = await startTestGitHub()
  gam = { ...makeGam(it), base: 'https://gam.test/' }
  local.clear()
  vi.stubGlobal('localStorage', fakeWebStorage(local))
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
  for (const name of [LOG, SECRET]) {
    await gam.storage.shards.save(`${name}@HEAD:`, {} as never)
    await gam.storage.readings.save(`${name}@HEAD:a.md`, {})
    await gam.storage.saves.save(`${name}@HEAD:`, {} as never)
  }
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
  expect(await gam.storage.readings.keys()).toEqual([`${LOG}@HEAD:a.md`])
  expect(await gam.storage.shards.keys()).toEqual([`${LOG}@HEAD:`])
  expect(await gam.storage.saves.keys()).toEqual([`${LOG}@HEAD:`])
  for (const table of Object.values(gam.storage)) {
    for (const key of await table.keys()) expect(key).not.toContain(SECRET)
  }
})

/** Each name that begins with an edit's id, in all that is stored of edits. */
async function leftOf(): Promise<string[]> {
  const { drafts, draftBlobs, histories, journals, statuses } = gam.storage
  const keys = await Promise.all(
    [drafts, draftBlobs, histories, journals, statuses].map((table) => table.keys()),
  )
  return [...new Set([...keys.flat(), ...local.keys()].map((key) => /[a-z0-9]{10}/.exec(key)?.[0]))]
    .filter((id) => id !== undefined)
    .sort()
}

async function draftOf(id: DraftId) {
  const draft = await gam.storage.drafts.load(id)
  if (!draft) throw new Error('not stored')
  return draft
}

test('what was typed into private edits goes, deleted and halted ones included, and what GitHub said of them', async () => {
  const ids = [await edit(SECRET, true), await edit(SECRET, true), await edit(LOG, false)]
  const [open = '' as DraftId, deleted = '' as DraftId, kept = '' as DraftId] = ids
  for (const id of ids) {
    keepTyped(gam, await draftOf(id), { name: 'desk', path: 'a.md' }, 'typed')
    await gam.storage.statuses.save(id, {} as never)
  }
  await gam.storage.drafts.remove(deleted)
  const halted = createKeeper(
    gam,
    await draftOf(open),
    'a.md',
    { text: () => 'halted', history: () => 'undo' },
    () => undefined,
  )
  await gam.storage.drafts.update(open, (found) => found && { ...found, revision: 7 })
  halted.typed()
  await halted.save()
  halted.hidden()
  expect(local.size).toBe(4)
  await forgetPrivate(gam)
  halted.hidden()
  await halted.close()
  expect(await leftOf()).toEqual([kept])
  expect(local.size).toBe(1)
  expect(await gam.storage.statuses.keys()).toEqual([kept])
})

test('an open editor brings no private edit back when its page goes, and saves a public one', async () => {
  const ids = [await edit(SECRET, true), await edit(LOG, false)]
  const drafts = await Promise.all(ids.map(draftOf))
  const open = drafts.map((draft) =>
    createKeeper(
      gam,
      draft,
      'a.md',
      { text: () => 'unsaved', history: () => 'undo' },
      () => undefined,
    ),
  )
  open.forEach((keeper) => keeper.typed())
  // One save is under way, and more is typed meanwhile.
  void open[0]?.save()
  open[0]?.typed()
  await forgetPrivate(gam)
  open.forEach((keeper) => keeper.hidden())
  await Promise.all(open.map((keeper) => keeper.close()))
  expect(await leftOf()).toEqual([ids[1]])
  expect((await draftOf(ids[1] ?? ('' as DraftId))).texts[0]?.text).toBe('unsaved')
})

/** Begins an edit of a report that was read before, and signs out: what is left of it. */
async function leftOfEdit(repository: RepositoryName, path: string, before: () => void) {
  const wanted = { repository, ref: 'HEAD', folder: '', recursive: true }
  const tree = await gam.trees.refresh(wanted, 'person')
  if (isFailure(tree)) throw new Error(tree.kind)
  // As on a later visit: nothing is known but what is stored.
  gam = { ...reload(it.github), base: gam.base }
  gam.signIn('ghp_ahab')
  before()
  const bytes = new TextEncoder().encode('what was read\n')
  const sha = tree.tree.entries.find((one) => one.path === path)?.sha
  const place = { repository, ref: 'HEAD', path }
  const opened = { place, path, bytes, sha, tree } as unknown as OpenedReport
  const recap = { ...place, path: '', base: tree.tree.commit, paths: [] }
  const begun = [await beginDraft(gam, opened), await beginRecap(gam, recap, 'new.md', 'secret\n')]
  await forgetPrivate(gam)
  const privacy = begun.map((one) => (isFailure(one) ? one.kind : one.private))
  return { privacy, left: (await leftOf()).length }
}

const WEEKS = 40 * 24 * 3_600_000

test('an edit of a private repository goes, though GitHub shows it no more', async () => {
  gam.signIn('ghp_ahab')
  expect(
    await leftOfEdit(SECRET, 'a.md', () => {
      gam.wait(WEEKS)
      it.github.remove(SECRET)
    }),
  ).toEqual({ privacy: [true, true], left: 0 })
})

test('an edit of which nobody could say whether it is of a private repository goes too', async () => {
  gam.signIn('ghp_ahab')
  expect(
    await leftOfEdit(SECRET, 'a.md', () => {
      globalThis.indexedDB = new IDBFactory()
      gam = { ...reload(it.github), base: gam.base }
      gam.signIn('ghp_ahab')
      it.github.fault({ kind: 'drop', host: 'api' })
    }),
  ).toEqual({ privacy: ['unknown', 'unknown'], left: 0 })
})

test('an edit of a public repository stays, though GitHub cannot be asked', async () => {
  gam.signIn('ghp_ahab')
  expect(
    await leftOfEdit(LOG, 'docs/log.md', () => {
      gam.wait(WEEKS)
      it.github.fault({ kind: 'drop', host: 'api' })
    }),
  ).toEqual({ privacy: [false, false], left: 2 })
})

test('a token is asked to reach private repositories only for an edit of one', () => {
  expect([true, false, 'unknown' as const].map((one) => scopeFor({ private: one }))).toEqual([
    'repo',
    'public_repo',
    'public_repo',
  ])
})

test('half-written points of private repositories go, and of those that nothing is known of', async () => {
  gam.signIn('ghp_ahab')
  await read(LOG, 'docs/log.md')
  await read(SECRET, 'a.md')
  const unknown = 'pequod/unknown' as RepositoryName
  const at = (repository: RepositoryName) => ({ repository, ref: 'HEAD', path: 'a.md' })
  for (const name of [LOG, SECRET, unknown]) keepHalfWritten(gam, at(name), 'sails', 'words')
  await forgetPrivate(gam)
  expect([LOG, SECRET, unknown].map((name) => halfWritten(gam, at(name), 'sails'))).toEqual([
    'words',
    '',
    '',
  ])
})

test('a damaged edit, and its journal, do not say whose they are, and go too', async () => {
  const id = await edit(SECRET, true)
  await gam.storage.drafts.save(id, { text: 'secret' } as never)
  await gam.storage.journals.save(id, { letter: 'secret' } as never)
  await forgetPrivate(gam)
  expect(await leftOf()).toEqual([])
})

test('what is being downloaded is ended first, and what it still stored goes too', async () => {
  gam.signIn('ghp_ahab')
  const sha = await read(SECRET, 'a.md')
  const late = 'f'.repeat(40)
  const end = async () => void (await gam.storage.blobs.save(late, new Uint8Array([1])))
  writers.add(end)
  await forgetPrivate(gam)
  writers.delete(end)
  expect(await gam.storage.blobs.keys()).not.toContain(late)
  expect(await gam.storage.blobs.keys()).not.toContain(sha)
})

test('what was stored behind a sign-out goes at the next start, and edits stay', async () => {
  gam.signIn('ghp_ahab')
  const open = await read(LOG, 'docs/log.md')
  await read(SECRET, 'a.md')
  const secret = await privateNames(gam)
  expect(secret).toEqual([SECRET])
  await forgetPrivate(gam)
  const late = 'f'.repeat(40)
  await gam.storage.blobs.save(late, new Uint8Array([1]))
  await gam.storage.shards.save(`${SECRET}@HEAD:`, { whole: 'secret' } as never)
  await gam.storage.repositories.save(SECRET, { name: SECRET, private: true, checkedAt: 0 })
  const begun = await edit(LOG, false)
  gam = { ...reload(it.github), base: gam.base }
  await forgetTexts(gam, secret)
  expect(await gam.storage.blobs.keys()).toEqual([open])
  expect(await gam.storage.shards.keys()).toEqual([])
  expect(await gam.storage.repositories.keys()).toEqual([])
  expect(await gam.storage.drafts.keys()).toEqual([begun])
})

test('private folders of one’s own leave the library, public ones stay', async () => {
  gam.signIn('ghp_ahab')
  await read(LOG, 'docs/log.md')
  await read(SECRET, 'a.md')
  const own = (repository: RepositoryName) => ({ repository, ref: 'HEAD', path: '' })
  const sources = {
    added: [own(SECRET), own(LOG)],
    hidden: [`${SECRET}@HEAD:docs`, `${LOG}@HEAD:docs`],
  }
  await gam.storage.settings.save('sources', sources)
  await forgetPrivate(gam)
  const left = await gam.storage.settings.load('sources')
  expect(JSON.stringify(left)).not.toContain(SECRET)
  expect(left).toMatchObject({ added: [own(LOG)], hidden: [`${LOG}@HEAD:docs`] })
})
