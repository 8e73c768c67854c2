import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { addPicture } from '../../../src/commands/editing/add-picture.ts'
import type { Gam } from '../../../src/commands/gam.ts'
import { blobKey, type Draft } from '../../../src/model/draft.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import { openStorage } from '../../../src/storage/storage.ts'

const REPORT = 'docs/x.md'
const PATHS = ['docs/x.md', 'docs/images/whale.gif']
const GIF = 'GIF89a and so on'
let gam: Gam
let draft: Draft

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  gam = { storage: openStorage({ basePath: '/', onTrouble: () => undefined }) } as unknown as Gam
  draft = { id: newDraftId(), pictures: [] } as unknown as Draft
})

const add = (name: string, content: string) =>
  addPicture(gam, draft, REPORT, new File([content], name), PATHS)

test('a picture is stored with its draft, beside the others, under a name that is free', async () => {
  const added = await add('Whale.gif', GIF)
  if (isFailure(added)) throw new Error(added.kind)
  expect(added).toMatchObject({ path: 'docs/images/whale-2.gif', type: 'image/gif', bytes: 16 })
  const stored = await gam.storage.draftBlobs.load(blobKey(draft.id, added.sha))
  expect(new TextDecoder().decode(stored)).toBe(GIF)
})

test('what is pasted, which every browser calls the same, has a name of its own', async () => {
  const [one, other] = [await add('image.gif', GIF), await add('image.gif', `${GIF}.`)]
  if (isFailure(one) || isFailure(other)) throw new Error('refused')
  expect(one.path).toBe(`docs/images/image-${one.sha.slice(0, 7)}.gif`)
  expect(other.path).not.toBe(one.path)
})

test('the same picture twice is one file', async () => {
  const added = await add('Whale.gif', GIF)
  if (isFailure(added)) throw new Error(added.kind)
  draft = { ...draft, pictures: [added] }
  expect(await add('again.gif', GIF)).toBe(added)
})

test('what is no picture, or too large, is refused', async () => {
  expect(await add('whale.gif', 'no picture')).toMatchObject({ kind: 'malformed' })
  const large = GIF + ' '.repeat(5 * 1024 * 1024)
  expect(await add('whale.gif', large)).toMatchObject({ kind: 'too-large' })
  expect(await gam.storage.draftBlobs.keys()).toEqual([])
})
