import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { beginSending, type Wording } from '../../../src/commands/sending/begin.ts'
import { callBack } from '../../../src/commands/sending/call-back.ts'
import { changeJournal, sendWaiting, wake } from '../../../src/commands/sending/sender.ts'
import type { Draft } from '../../../src/model/draft.ts'
import { fail } from '../../../src/model/failure.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import { reload, type MadeGam } from '../made-gam.ts'
import { IDBFactory } from 'fake-indexeddb'
import { fetchAsBrowser } from './browser-fetch.ts'
import { openWharf, PATH, UPSTREAM, type Wharf } from './wharf.ts'

const TOKENS: Readonly<Record<string, string>> = { ada: 'ghp_adaPublic', bea: 'ghp_beaWhole' }

let wharf: Wharf
let gam: MadeGam
let ended: AbortController
/** No pause takes as long as it is meant to. */
let hurry: ReturnType<typeof setInterval>
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())
beforeEach(async () => {
  const page = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
    vi.stubGlobal(name, page[name].bind(page))
  vi.stubGlobal('navigator', { onLine: true })
  ended = new AbortController()
  hurry = setInterval(wake, 5)
  await begin()
})
afterEach(() => {
  clearInterval(hurry)
  ended.abort()
  vi.unstubAllGlobals()
})

async function begin(): Promise<void> {
  wharf.github.reset()
  await wharf.github.fork(UPSTREAM, 'ada')
  wharf.github.clear()
  globalThis.indexedDB = new IDBFactory()
  gam = reload({ api: wharf.github.api, raw: wharf.github.raw })
}

/** An edit that was just sent. */
async function press(login = 'ada', change: Partial<Journal> = {}): Promise<Journal> {
  const journal = { ...wharf.journal(login), ...change }
  await gam.storage.drafts.save(journal.id, draftOf(journal))
  await gam.storage.journals.save(journal.id, journal)
  return journal
}

const draftOf = ({ id, repository, parent }: Journal): Draft => ({
  id,
  repository,
  private: false,
  branch: 'main',
  base: parent,
  texts: [{ path: PATH, text: 'What was typed.' }],
  pictures: [],
  createdAt: 0,
  changedAt: 0,
  revision: 1,
})

const sendAs = (login = 'ada', fetch: typeof globalThis.fetch = fetchAsBrowser) =>
  sendWaiting(
    {
      gam,
      fetch,
      who: () => ({ login, token: TOKENS[login] ?? '' }),
      onRefused: () => undefined,
      onChange: () => undefined,
    },
    ended.signal,
  )

const openPulls = () => wharf.github.pulls(UPSTREAM).filter(({ state }) => state === 'open')

/** The other words that somebody sends who has called it back. */
const reworded = ({ letter, ...journal }: Journal): Journal => ({
  ...journal,
  startedAt: journal.startedAt + 1,
  letter: {
    ...letter,
    files: letter.files.map((file) => ('text' in file ? { ...file, text: '# Ebb\n' } : file)),
  },
})

/** As often as a whole sending asks GitHub for something. */
const REQUESTS = 8
const NUMBERS = Array.from({ length: REQUESTS }, (_, at) => at + 1)

type Moment = 'before it takes effect' | 'after it took effect' | 'in the pause after a 502'
const MOMENTS: readonly Moment[] = [
  'before it takes effect',
  'after it took effect',
  'in the pause after a 502',
]

/** Sends, and does something at the nth request; gives what was written after that. */
async function sendUntil(at: number, moment: Moment, act: () => Promise<void>): Promise<string[]> {
  let asked = 0
  let hasActed = false
  const late: string[] = []
  await sendAs('ada', async (input, init) => {
    const method = init?.method ?? 'GET'
    if (hasActed && method !== 'GET') late.push(`${method} ${String(input)}`)
    asked += 1
    if (asked !== at) return fetchAsBrowser(input, init)
    const acted = async () => {
      await act()
      hasActed = true
    }
    if (moment === 'in the pause after a 502') {
      clearInterval(hurry)
      setTimeout(async () => {
        await acted()
        hurry = setInterval(wake, 5)
      })
      return new Response('{}', { status: 502, headers: { 'content-type': 'application/json' } })
    }
    if (moment === 'before it takes effect') await acted()
    const response = await fetchAsBrowser(input, init)
    if (moment === 'after it took effect') await acted()
    return response
  })
  expect(hasActed).toBe(true)
  return late
}

test('these are all requests', async () => {
  await press()
  await sendAs()
  expect(wharf.github.requests).toHaveLength(REQUESTS)
})

describe.each(MOMENTS)('at every request, %s', (moment) => {
  test('“Pause” keeps everything after it from being written, and it goes on from there', async () => {
    for (const at of NUMBERS) {
      await begin()
      const { id } = await press()
      const pause = () => changeJournal(gam, id, (one) => ({ ...one, paused: true }))
      expect(await sendUntil(at, moment, pause)).toEqual([])
      const kept = await gam.storage.journals.load(id)
      expect(kept).toMatchObject({ paused: true })
      expect(openPulls()).toHaveLength(kept && pullOf(kept) ? 1 : 0)
      await changeJournal(gam, id, ({ paused, ...one }) => one)
      await sendAs()
      expect(openPulls()).toHaveLength(1)
      expect(await gam.storage.drafts.load(id)).toMatchObject({ texts: [{ path: PATH }] })
    }
  })

  test('“Call it back” leaves an edit, or the one pull request that was open already', async () => {
    for (const at of NUMBERS) {
      await begin()
      const journal = await press()
      const { id } = journal
      const call = () => callBack(gam, id, (login) => TOKENS[login], fetchAsBrowser)
      expect(await sendUntil(at, moment, call)).toEqual([])
      const kept = await gam.storage.journals.load(id)
      expect(openPulls().map(({ number }) => number)).toEqual(kept ? [pullOf(kept)?.number] : [])
      expect(await gam.storage.drafts.load(id)).toMatchObject({ texts: [{ path: PATH }] })
      if (kept) continue
      await gam.storage.journals.save(id, reworded(journal))
      await sendAs()
      expect(openPulls()).toHaveLength(1)
    }
  })
})

test('a pull request that was opened unheard of is not joined by a second one', async () => {
  const journal = await press()
  const { id } = journal
  wharf.github.fault({ kind: 'lost-answer', method: 'POST', match: '/pulls', times: 1 })
  wharf.github.fault({ kind: 'drop', method: 'GET', match: '/pulls?' })
  // Whether it was opened, nobody can ask.
  await sendUntil(REQUESTS, 'before it takes effect', () =>
    callBack(gam, id, () => undefined, fetchAsBrowser),
  )
  wharf.github.clearFaults()
  expect(await gam.storage.journals.load(id)).toBeUndefined()
  expect(openPulls()).toHaveLength(1)
  await gam.storage.journals.save(id, reworded(journal))
  await sendAs()
  expect(wharf.github.pulls(UPSTREAM)).toHaveLength(1)
  const kept = await gam.storage.journals.load(id)
  expect(kept).toMatchObject({ pull: { number: 1 }, branch: journal.branch })
  // What the pull request holds, and not what it does not hold yet.
  expect(kept?.letter).toMatchObject({ title: journal.letter.title, files: journal.letter.files })
})

test('what has become a pull request a moment before it is called back stays one', async () => {
  const { id } = await press()
  await sendAs()
  const sent = await gam.storage.journals.load(id)
  await callBack(gam, id, (login) => TOKENS[login], fetchAsBrowser)
  expect(await gam.storage.journals.load(id)).toEqual(sent)
  expect(sent).toMatchObject({ pull: { number: 1 } })
  expect(sent).not.toHaveProperty('paused')
})

test('what two tabs send of one edit is sent once', async () => {
  const draft = draftOf(wharf.journal('ada'))
  const wording: Wording = {
    title: 'Tide',
    description: '',
    body: '',
    author: { name: 'Ada', email: 'ada@example.com' },
    isSignedOff: false,
    coAuthors: [],
    isDraft: false,
    maintainersMayEdit: true,
  }
  const first = await beginSending(gam, draft, [], wording, 'ada')
  expect(await beginSending(gam, draft, [], { ...wording, title: 'Ebb' }, 'ada')).toEqual(first)
  expect(await gam.storage.journals.load(draft.id)).toEqual(first)
})

test('a storage that is full, from any request on, ends it; once there is room it goes on', async () => {
  for (const at of NUMBERS) {
    await begin()
    const { id } = await press()
    await sendUntil(at, 'after it took effect', async () => {
      vi.spyOn(gam.storage.journals, 'update').mockResolvedValue(fail({ kind: 'storage-full' }))
      // Who asks again has it tried again.
      clearInterval(hurry)
    })
    vi.restoreAllMocks()
    expect(await gam.storage.drafts.load(id)).toMatchObject({ texts: [{ path: PATH }] })
    await sendAs()
    expect(openPulls()).toHaveLength(1)
  }
})

test('what one account has to wait for keeps no other from sending', async () => {
  const held = new Map<string, Promise<unknown>>()
  const request = (name: string, _: unknown, work: () => Promise<void>) => {
    const run = (held.get(name) ?? Promise.resolve()).then(work)
    held.set(name, run)
    return run
  }
  vi.stubGlobal('navigator', { onLine: true, locks: { request } })
  const until = gam.now() + 1_800_000
  await press('ada', { trouble: { kind: 'rate-limited', until } })
  void sendAs('ada')
  await press('bea')
  await sendAs('bea')
  expect(openPulls().map(({ user }) => user)).toEqual(['bea'])
})

test('a fork that GitHub is still making keeps no other proposal waiting', async () => {
  wharf.github.reset()
  wharf.github.setLags({ forkReads: 1_000 })
  await press('ada', { startedAt: 1 })
  const own = await press('ada', { startedAt: 2, route: 'own' })
  void sendAs('ada')
  // It may not write there, and that is said: its turn has come.
  await expect
    .poll(() => gam.storage.journals.load(own.id))
    .toMatchObject({ trouble: { kind: 'refused' } })
})

test('a wait that was begun while the clock was a year ahead is over', async () => {
  const until = gam.now() + 365 * 24 * 3_600_000
  await press('ada', { trouble: { kind: 'host-trouble', until } })
  await sendAs()
  expect(openPulls()).toHaveLength(1)
})
