import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { saveDraft } from '../../../src/commands/editing/save-draft.ts'
import { takeTyped } from '../../../src/commands/editing/typed.ts'
import type { Gam } from '../../../src/commands/gam.ts'
import type { Draft } from '../../../src/model/draft.ts'
import { fail } from '../../../src/model/failure.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { createKeeper, type Kept } from '../../../src/pages/edit/keeper.ts'
import { openStorage } from '../../../src/storage/storage.ts'
import { fakeWebStorage } from '../../storage/fake-web-storage.ts'

const PATH = 'docs/x.md'
const local = new Map<string, string>()
let gam: Gam
let draft: Draft
let heard: Kept[] = []
let text = ''

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  local.clear()
  vi.stubGlobal('localStorage', fakeWebStorage(local))
  const storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  gam = { storage, base: 'https://gam.test/', now: () => 5 } as unknown as Gam
  draft = {
    id: newDraftId(),
    repository: 'moby/moby' as RepositoryName,
    private: false,
    branch: 'HEAD',
    base: 'a'.repeat(40) as Sha,
    texts: [{ path: PATH, text: 'as it was' }],
    pictures: [],
    createdAt: 1,
    changedAt: 1,
    revision: 1,
  }
  await storage.drafts.save(draft.id, draft)
  heard = []
})

const keep = () =>
  createKeeper(gam, draft, PATH, { text: () => text, history: () => 'undo' }, (kept) =>
    heard.push(kept),
  )
const stored = () => gam.storage.drafts.load(draft.id)
const reopen = async () => {
  const found = await stored()
  return found && takeTyped(gam, found)
}

test('what is typed is stored, with what can be undone', async () => {
  const keeper = keep()
  text = 'typed'
  keeper.typed()
  await keeper.save()
  expect((await stored())?.texts[0]?.text).toBe('typed')
  expect(await gam.storage.histories.load(`${draft.id} ${PATH}`)).toBe('undo')
  expect(heard.map((one) => one.kind)).toEqual(['typing', 'saved'])
  expect(local.size).toBe(0)
})

test('what is typed while it is saved is saved too', async () => {
  const keeper = keep()
  text = 'one'
  keeper.typed()
  const saving = keeper.save()
  text = 'one two'
  keeper.typed()
  await saving
  expect((await stored())?.texts[0]?.text).toBe('one two')
})

test.each([
  ['before a save', false],
  ['during a save', true],
])('a page that goes %s loses nothing', async (_, isSaving) => {
  const keeper = keep()
  text = 'one'
  keeper.typed()
  const saving = isSaving ? keeper.save() : undefined
  text = 'one two'
  keeper.typed()
  keeper.hidden()
  const kept = new Map(local)
  // The page went before the last save was done.
  let last: Draft | undefined = draft
  if (isSaving) {
    const { update } = gam.storage.drafts
    vi.spyOn(gam.storage.drafts, 'update').mockImplementationOnce(async (...given) => {
      const done = await update(...given)
      last = await stored()
      return done
    })
  }
  await saving
  await keeper.save()
  await gam.storage.drafts.save(draft.id, last ?? draft)
  kept.forEach((value, key) => local.set(key, value))
  const opened = await reopen()
  expect(opened?.draft.texts[0]?.text).toBe('one two')
  expect(opened?.copy).toBeUndefined()
})

test('what another tab has stored is not overwritten, and what is here becomes a copy', async () => {
  const keeper = keep()
  await saveDraft(gam, draft, { texts: [{ path: PATH, text: 'theirs' }] })
  text = 'mine'
  keeper.typed()
  await keeper.save()
  expect(heard.at(-1)?.kind).toBe('elsewhere')
  expect((await stored())?.texts[0]?.text).toBe('theirs')
  expect((await keeper.copy())?.texts[0]?.text).toBe('mine')
  keeper.hidden()
  expect(local.size).toBe(0)
})

test('who leaves without having chosen finds a copy', async () => {
  const keeper = keep()
  await saveDraft(gam, draft, { texts: [{ path: PATH, text: 'theirs' }] })
  text = 'mine'
  keeper.typed()
  await keeper.save()
  keeper.hidden()
  const opened = await reopen()
  expect(opened?.draft.texts[0]?.text).toBe('theirs')
  expect(opened?.copy?.texts[0]?.text).toBe('mine')
})

test('where storage is full that is said, the text is kept elsewhere, and the next pause tries again', async () => {
  const { drafts } = gam.storage
  const full = fail({ kind: 'storage-full' })
  const keeper = keep()
  const update = vi.spyOn(drafts, 'update').mockResolvedValue(full)
  text = 'mine'
  keeper.typed()
  await keeper.save()
  expect(heard.at(-1)).toEqual({ kind: 'failed', failure: full })
  expect((await reopen())?.draft.texts[0]?.text).toBe('as it was')
  update.mockRestore()
  expect((await reopen())?.draft.texts[0]?.text).toBe('mine')
})

test('a text that has another name by now becomes a copy', async () => {
  const keeper = keep()
  await saveDraft(gam, draft, { texts: [{ path: 'docs/moved.md', text: 'theirs' }] })
  text = 'mine'
  keeper.typed()
  await keeper.save()
  keeper.hidden()
  const opened = await reopen()
  expect(opened?.draft.texts).toEqual([{ path: 'docs/moved.md', text: 'theirs' }])
  expect(opened?.copy?.texts).toEqual([{ path: 'docs/moved.md', text: 'mine' }])
  expect(local.size).toBe(0)
})

test('of a text that its edit no longer has at all, a copy has both', async () => {
  const keeper = keep()
  const others = ['a.md', 'b.md'].map((path) => ({ path, text: path }))
  await saveDraft(gam, draft, { texts: others })
  text = 'mine'
  keeper.typed()
  await keeper.save()
  keeper.hidden()
  expect((await reopen())?.copy?.texts).toEqual([...others, { path: PATH, text: 'mine' }])
})

test('a page hidden while its save loses to another tab overwrites nothing of that tab’s', async () => {
  const keeper = keep()
  text = 'mine'
  keeper.typed()
  const theirs = saveDraft(gam, draft, { texts: [{ path: PATH, text: 'theirs' }] })
  const saving = keeper.save()
  keeper.hidden()
  await Promise.all([theirs, saving])
  expect(heard.at(-1)?.kind).toBe('elsewhere')
  const opened = await reopen()
  expect(opened?.draft.texts[0]?.text).toBe('theirs')
  expect(opened?.copy?.texts[0]?.text).toBe('mine')
})

test('where storage is full, two texts of one edit are both kept', async () => {
  const two = [PATH, 'docs/y.md'].map((path) => ({ path, text: 'as it was' }))
  draft = { ...draft, texts: two }
  await gam.storage.drafts.save(draft.id, draft)
  const update = vi.spyOn(gam.storage.drafts, 'update')
  update.mockResolvedValue(fail({ kind: 'storage-full' }))
  for (const { path } of two) {
    const keeper = createKeeper(
      gam,
      draft,
      path,
      { text: () => `typed in ${path}`, history: () => 'undo' },
      (kept) => heard.push(kept),
    )
    keeper.typed()
    await keeper.close()
  }
  update.mockRestore()
  const opened = await reopen()
  expect(opened?.draft.texts.map((one) => one.text)).toEqual([
    'typed in docs/x.md',
    'typed in docs/y.md',
  ])
  expect(opened?.copy).toBeUndefined()
})

test('an edit that was deleted elsewhere does not come back by itself', async () => {
  const keeper = keep()
  text = 'mine'
  keeper.typed()
  await gam.storage.drafts.remove(draft.id)
  await keeper.save()
  expect(heard.at(-1)?.kind).toBe('elsewhere')
  expect(await stored()).toBeUndefined()
  expect((await keeper.copy())?.texts[0]?.text).toBe('mine')
})
