import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { beginSending, type Wording } from '../../src/commands/sending/begin.ts'
import { outgoingTexts } from '../../src/commands/reviewing/outgoing.ts'
import { saveDraft } from '../../src/commands/editing/save-draft.ts'
import { sendWaiting } from '../../src/commands/sending/sender.ts'
import { blobKey, type Draft } from '../../src/model/draft.ts'
import { isFailure } from '../../src/model/failure.ts'
import type { App } from '../../src/state/app.svelte.ts'
import { editsOf, type Edits } from '../../src/state/edits.svelte.ts'
import { Proposals, type Proposal } from '../../src/state/proposals.svelte.ts'
import { reload, type MadeGam } from '../commands/made-gam.ts'
import { fetchAsBrowser } from '../commands/sending/browser-fetch.ts'
import { AFTER, openWharf, PATH, UPSTREAM, type Wharf } from '../commands/sending/wharf.ts'

const FORK = 'ada/notes'
const DAY = 86_400_000
const who = { login: 'ada', token: 'ghp_adaPublic' }

let wharf: Wharf
let gam: MadeGam
let app: App
let edits: Edits
let proposals: Proposals
beforeAll(async () => {
  wharf = await openWharf()
  vi.stubGlobal('window', { fetch: fetchAsBrowser })
  vi.stubGlobal('navigator', { onLine: true })
  const page = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
    vi.stubGlobal(name, page[name].bind(page))
  globalThis.indexedDB = new IDBFactory()
  gam = reload({ api: wharf.github.api, raw: wharf.github.raw })
  app = { gam, session: who, network: {}, shell: {} } as unknown as App
  edits = editsOf(app)
  proposals = new Proposals(app)
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await wharf.close()
})
beforeEach(async () => {
  wharf.github.reset()
  await wharf.github.fork(UPSTREAM, 'ada')
})
afterEach(async () => {
  for (const id of await gam.storage.drafts.keys()) await edits.remove(id as Draft['id'])
})

const wording: Wording = {
  title: 'Fix a word',
  description: '',
  body: '',
  author: { name: 'Ada', email: 'ada@example.com' },
  isSignedOff: false,
  coAuthors: [],
  isDraft: false,
  maintainersMayEdit: true,
}

/** An edit that has become a pull request. */
async function propose(): Promise<Draft> {
  const { id, letter } = wharf.journal('ada')
  const before = letter.files.flatMap((file) => ('before' in file ? (file.before ?? []) : []))[0]
  if (!before) throw new Error('The edit begins with no file')
  const begun: Draft = {
    id,
    repository: UPSTREAM,
    private: false,
    branch: 'main',
    base: wharf.parent,
    texts: [{ path: PATH, before, text: AFTER }],
    pictures: [],
    createdAt: gam.now(),
    changedAt: gam.now(),
    revision: 1,
  }
  await gam.storage.drafts.save(id, begun)
  const bytes = new TextEncoder().encode('# Tide\n\nHigh water at six.\n')
  await gam.storage.draftBlobs.save(blobKey(id, before), bytes)
  const texts = await outgoingTexts(gam, begun)
  if (isFailure(texts)) throw new Error(texts.kind)
  await beginSending(gam, begun, texts, wording, who.login)
  const silent = { onRefused: () => undefined, onChange: () => undefined }
  const world = { gam, fetch: fetchAsBrowser, who: () => who, ...silent }
  await sendWaiting(world, new AbortController().signal)
  await look()
  return begun
}

async function look(): Promise<void> {
  await edits.load()
  await proposals.load()
}

async function write(draft: Draft, text: string): Promise<Draft> {
  const texts = draft.texts.map((one) => ({ ...one, text }))
  const saved = await saveDraft(gam, draft, { texts })
  if (saved.kind !== 'saved') throw new Error(saved.kind)
  await look()
  return saved.draft
}

test('what was changed after it was sent is offered, also where the clock was a day ahead then', async () => {
  gam.wait(DAY)
  const sent = await propose()
  expect([...proposals.changed]).toEqual([])
  gam.wait(-DAY)
  await write(sent, `${AFTER}\nOne more line.\n`)
  expect([...proposals.changed]).toEqual([sent.id])
})

test('a look that was begun before a change, and ends after it, does not hide the change', async () => {
  const sent = await propose()
  const page = new Proposals(app)
  let go: () => void = () => undefined
  const seen = new Promise<void>((resolve) => (go = resolve))
  vi.spyOn(gam.storage.statuses, 'keys').mockImplementation(async () => {
    await seen
    return []
  })
  const early = page.load()
  await write(sent, `${AFTER}\nOne more line.\n`)
  await page.load()
  go()
  await early
  vi.restoreAllMocks()
  expect([...page.changed]).toEqual([sent.id])
})

test('a change whose answer was lost keeps nobody from the next, though the page shows the old journal', async () => {
  const sent = await propose()
  const shown = edits.find(sent.id) as Proposal
  const eight = await write(sent, '# Tide\n\nHigh water at eight.\n')
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  const lost = await proposals.update({ ...shown, draft: eight }, 'Eight')
  expect(lost).toMatchObject({ kind: 'offline' })
  const nine = await write(eight, '# Tide\n\nHigh water at nine.\n')
  expect(await proposals.update({ ...shown, draft: nine }, 'Nine')).toBeUndefined()
  expect(await wharf.github.fileAt(FORK, shown.journal.branch, PATH)).toContain('nine')
  expect([...proposals.changed]).toEqual([])
})
