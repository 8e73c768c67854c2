import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { dropUntouched } from '../../../src/commands/editing/drop-untouched.ts'
import { keepTyped } from '../../../src/commands/editing/typed.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { blobKey, type Draft } from '../../../src/model/draft.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { fakeWebStorage } from '../../storage/fake-web-storage.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

const PATH = 'docs/log.md'
const BYTES = new TextEncoder().encode('As it was\n')
const SHA = (await blobSha(BYTES)) as Sha

let it: Started
let gam: MadeGam
let draft: Draft
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(async () => {
  vi.stubGlobal('localStorage', fakeWebStorage())
  vi.stubGlobal('navigator', {})
  gam = { ...makeGam(it), base: 'https://gam.test/' }
  draft = {
    id: newDraftId(),
    repository: LOG,
    private: false,
    branch: 'HEAD',
    base: SHA,
    texts: [{ path: PATH, before: SHA, text: 'As it was\n' }],
    pictures: [],
    createdAt: 1,
    changedAt: 1,
    revision: 1,
  }
  await gam.storage.draftBlobs.save(blobKey(draft.id, SHA), BYTES)
  await gam.storage.drafts.save(draft.id, draft)
})
afterEach(() => vi.unstubAllGlobals())

const isThere = async () => (await gam.storage.drafts.keys()).includes(draft.id)

test('an edit that is as it began goes, with all that belongs to it', async () => {
  expect(await dropUntouched(gam, draft.id)).toBe(true)
  expect(await isThere()).toBe(false)
  expect(await gam.storage.draftBlobs.keys()).toEqual([])
})

test.each<[string, Partial<Draft>]>([
  ['another text', { texts: [{ path: PATH, before: SHA, text: 'As it is\n' }] }],
  ['been saved before', { revision: 2 }],
  ['a title', { title: 'Mend' }],
  ['a picture', { pictures: [{ path: 'docs/a.png', sha: SHA, bytes: 1, type: 'image/png' }] }],
])('one that has %s stays', async (_, change) => {
  await gam.storage.drafts.save(draft.id, { ...draft, ...change })
  expect(await dropUntouched(gam, draft.id)).toBe(false)
  expect(await isThere()).toBe(true)
})

test('one whose last words are not stored yet stays', async () => {
  keepTyped(gam, draft, { name: 'desk', path: PATH }, 'As it was, and more\n')
  expect(await dropUntouched(gam, draft.id)).toBe(false)
  expect(await isThere()).toBe(true)
})

test('who holds it is told when it is over', async () => {
  const release = vi.fn()
  await dropUntouched(gam, draft.id, release)
  expect(release).toHaveBeenCalledOnce()
})
