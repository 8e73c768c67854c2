import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkStored } from '../../src/commands/saving/check-stored.ts'
import { removeAllStored } from '../../src/commands/saving/remove-stored.ts'
import { partKey } from '../../src/model/saved.ts'
import { sourceKey, type Source } from '../../src/model/source.ts'
import type { App } from '../../src/state/app.svelte.ts'
import { Saves } from '../../src/state/saves.svelte.ts'
import { startTestGitHub, type Started } from '../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../commands/made-gam.ts'

const MINUTE = 60_000
const source = (path: string): Source => ({
  repository: LOG,
  ref: 'HEAD',
  path,
  exclude: [],
  from: 'host',
})
const [DOCS, DEEP] = [source('docs'), source('docs/deep')]
const ALL = { kind: 'all' } as const

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('addEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  it.github.reset()
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await it.close()
})

let browsers = 0
/** With a channel of its own: the tabs of other tests would hear what is said on it, and go to work. */
const browser = (): MadeGam => ({ ...makeGam(it), base: `http://127.0.0.1:1/${browsers++}/` })

const soon = <T>(value: () => T) => expect.poll(value, { timeout: 20_000 })
const asked = () => it.github.requests.filter(({ path }) => path.endsWith('/log.md')).length

test('what its host would not give for once stays unfinished, and is asked for after longer and longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  it.github.fault({ match: 'log.md', kind: 'status', status: 500 })
  const library = { loadStored: () => Promise.resolve() }
  const saves = new Saves({ gam: browser(), library } as unknown as App, () =>
    Promise.resolve(undefined),
  )
  const hasFailed = (times: number) =>
    soon(() => [asked(), saves.running, saves.failures.get(partKey(DOCS, ALL))?.kind]).toEqual([
      times,
      undefined,
      'host-trouble',
    ])
  const isComplete = (of: Source) =>
    saves.list?.get(sourceKey(of))?.parts[0]?.completeAt !== undefined

  await saves.choose(DOCS, ALL)
  await hasFailed(1)
  expect(isComplete(DOCS)).toBe(false)
  // Something else to do is no reason to ask again: by when that is done, it would have been.
  await saves.choose(DEEP, ALL)
  await soon(() => isComplete(DEEP)).toBe(true)
  expect(asked()).toBe(1)

  vi.advanceTimersByTime(MINUTE)
  await hasFailed(2)
  vi.advanceTimersByTime(MINUTE)
  await saves.leave(DEEP, ALL)
  await saves.choose(DEEP, ALL)
  await soon(() => isComplete(DEEP)).toBe(true)
  expect(asked()).toBe(2)
  it.github.clearFaults()
  vi.advanceTimersByTime(MINUTE)
  await soon(() => isComplete(DOCS)).toBe(true)
  expect(saves.failures.size).toBe(0)
})

test('a part of a source waits, is paused and is complete by itself', async () => {
  const library = { loadStored: () => Promise.resolve() }
  const saves = new Saves({ gam: browser(), library } as unknown as App, () =>
    Promise.resolve(undefined),
  )
  const [log, deep] = [
    { kind: 'report', path: 'docs/log.md' },
    { kind: 'folder', folder: 'docs/deep' },
  ] as const
  const standing = () =>
    saves.list
      ?.get(sourceKey(DOCS))
      ?.parts.map((one) => (one.paused ? 'paused' : one.completeAt ? 'here' : 'waits'))
  it.github.fault({ match: 'log.md', kind: 'drop' })
  await saves.choose(DOCS, log)
  await soon(() => saves.failures.get(partKey(DOCS, log))?.kind).toBe('offline')
  await saves.choose(DOCS, deep)
  await soon(standing).toEqual(['waits', 'here'])
  await soon(() => saves.running).toBeUndefined()
  expect([...saves.failures.keys()]).toEqual([partKey(DOCS, log)])

  await saves.pause(DOCS, log)
  it.github.clearFaults()
  await saves.leave(DOCS, deep)
  await saves.choose(DOCS, deep)
  await soon(standing).toEqual(['paused', 'here'])
  await saves.resume(DOCS, log)
  await soon(standing).toEqual(['here', 'here'])
})

const made = (gam: MadeGam, library = { loadStored: () => Promise.resolve() }) =>
  new Saves({ gam, library } as unknown as App, () => Promise.resolve(undefined))
const firstOf = (saves: Saves) => saves.list?.get(sourceKey(DOCS))?.parts[0]
/** Something of it is here, and something else is on its way. */
async function begun(gam: MadeGam): Promise<Saves> {
  const saves = made(gam)
  it.github.fault({ match: 'log.md', kind: 'slow', delay: 1_000 })
  await saves.choose(DOCS, ALL)
  await soon(async () => (await gam.storage.blobs.keys()).length).toBe(1)
  return saves
}

test('what is removed while it is saved is gone, and comes whole when it is chosen again', async () => {
  const gam = browser()
  const saves = await begun(gam)
  await saves.without(() => removeAllStored(gam))
  expect(await gam.storage.blobs.keys()).toEqual([])
  expect(saves.running).toBeUndefined()
  await saves.choose(DOCS, ALL)
  await soon(() => firstOf(saves)?.completeAt !== undefined).toBe(true)
  expect(await gam.storage.blobs.keys()).toHaveLength(2)
})

test('what is found damaged while something is saved is fetched again', async () => {
  const gam = browser()
  const saves = await begun(gam)
  const [sha = ''] = await gam.storage.blobs.keys()
  await gam.storage.blobs.save(sha, new TextEncoder().encode('flipped'))
  const check = () => checkStored(gam, () => undefined)
  expect((await saves.without(check)).damaged).toBe(1)
  await soon(() => firstOf(saves)?.completeAt !== undefined).toBe(true)
  expect(await gam.storage.blobs.keys()).toHaveLength(2)
})

test('what another tab wants no more, or takes away, is downloaded no further', async () => {
  const gam = browser()
  const saves = await begun(gam)
  const other = made(gam)
  await other.pause(DOCS, ALL)
  await soon(() => firstOf(saves)?.paused).toBe(true)
  await soon(() => saves.running).toBeUndefined()
  expect(firstOf(saves)?.completeAt).toBeUndefined()
  await other.leave(DOCS, ALL)
  await soon(() => saves.list?.size).toBe(0)
})
