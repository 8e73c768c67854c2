import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Fault } from '../github/faults.ts'
import { OUTSIDERS_TOKEN } from '../github/sample/build.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

/* One of each kind of fault through the whole app; tests/commands/sending/faults.test.ts has them at every request. */

const UPSTREAM = 'gam-sample/toolkit'
const FORK = 'queequeg/toolkit'
const PATH = 'reports/2017-05-31.md'

let world: World
let context: BrowserContext
let page: Page
let trouble: string[]
beforeAll(async () => {
  world = await startWorld()
  context = await world.newContext()
  await context.clock.install()
  // The deadline of a request is a timer of the page, which the clock moves.
  await context.addInitScript(() => {
    AbortSignal.timeout = (ms) => {
      const ended = new AbortController()
      setTimeout(() => ended.abort(new DOMException('', 'TimeoutError')), ms)
      return ended.signal
    }
  })
  page = await context.newPage()
  trouble = listenForTrouble(page)
  await page.goto(`${world.site.url}?settings`)
  await signIn('Sign in', 'A personal access token', OUTSIDERS_TOKEN)
  await page.getByText('Signed in as queequeg').waitFor()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.github.reset()
  await world.github.fork(UPSTREAM, 'queequeg')
})

async function signIn(button: string, label: string, token: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(token)
  await page.getByLabel('Stay signed in').check()
  await page.getByRole('button', { name: button }).click()
}

/** Writes an edit of one word, and sends it; says which word. */
async function send(): Promise<string> {
  const words = `Images of ${writeCount++} layers`
  await page.goto(`${world.site.url}?${UPSTREAM}/blob/HEAD/${PATH}`)
  await page.getByRole('button', { name: 'Suggest an edit' }).waitFor()
  await page.getByText('Smaller images:').evaluate((one) => getSelection()?.selectAllChildren(one))
  await page.getByRole('button', { name: 'Edit these words' }).click()
  await page.getByRole('textbox', { name: /^Text of/ }).waitFor()
  await expect.poll(() => page.url()).toMatch(/\?edit=[a-z0-9]+$/)
  await page.keyboard.type(words)
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByRole('button', { name: 'Send as pull request' }).click()
  return words
}
let writeCount = 2

const opened = () => page.getByText('Your pull request is open').waitFor()

const asked = (method: string, part: string) =>
  expect
    .poll(() =>
      world.github.requests.some((one) => one.method === method && one.path.includes(part)),
    )
    .toBe(true)

async function expectOnePull(words: string): Promise<void> {
  expect(world.github.pulls(UPSTREAM).map(({ number, state }) => [number, state])).toEqual([
    [1, 'open'],
  ])
  const diff = await world.github.diffOf(UPSTREAM, 1)
  const changed = diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line))
  expect(changed).toHaveLength(2)
  expect(changed[1]).toBe(changed[0]?.replace(/^-(.*)Smaller images/, `+$1${words}`))
  const branches = Object.keys(await world.github.refs(FORK)).filter((ref) => /\/gam\//.test(ref))
  expect(branches).toHaveLength(1)
  expect(trouble).toEqual([])
}

const SHORT: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'a 500', fault: { kind: 'status', status: 500, match: '/git/trees', method: 'POST' } },
  {
    name: 'a 502 that a page cannot read, though it took effect',
    fault: {
      kind: 'status',
      status: 502,
      withoutCors: true,
      done: true,
      match: '/git/refs',
      method: 'POST',
    },
  },
  { name: 'dropped before', fault: { kind: 'drop', match: '/git/refs', method: 'POST' } },
  {
    name: 'dropped after it took effect',
    fault: { kind: 'lost-answer', match: '/pulls', method: 'POST' },
  },
]

test.for(SHORT)('$name: one pull request, without a word', async ({ fault }) => {
  world.github.fault({ ...fault, times: 1 })
  const words = await send()
  await opened()
  await expectOnePull(words)
})

test.for([
  { status: 403, seconds: 60 },
  { status: 429, retryAfter: 200, seconds: 200 },
] as const)('$status, too much at once: counted down, and it goes on', async (limit) => {
  const { seconds, ...fault } = limit
  world.github.fault({ kind: 'secondary-limit', ...fault, match: '/git/trees', times: 1 })
  const words = await send()
  await page.getByText(/It goes on at .*, in \d/).waitFor()
  expect(world.github.pulls(UPSTREAM)).toEqual([])
  await page.clock.fastForward(seconds * 1000 + 1000)
  await opened()
  await expectOnePull(words)
})

test('no answer, though it took effect: given up after the deadline, and looked for', async () => {
  world.github.fault({ kind: 'hang', done: true, match: '/pulls', method: 'POST', times: 1 })
  const words = await send()
  await expect.poll(() => world.github.pulls(UPSTREAM).length).toBe(1)
  await page.clock.fastForward(46_000)
  await opened()
  await expectOnePull(words)
})

test('the tab is closed in the middle: it goes out when Gam is opened again', async () => {
  world.github.fault({ kind: 'hang', done: true, match: '/git/refs', method: 'POST', times: 1 })
  const words = await send()
  await asked('POST', '/git/refs')
  const place = page.url()
  await page.close()
  page = await context.newPage()
  trouble = listenForTrouble(page)
  await page.goto(place)
  await opened()
  await expectOnePull(words)
})

test('the network goes in the middle of a write and comes back', async () => {
  world.github.fault({ kind: 'hang', done: true, match: '/git/refs', method: 'POST', times: 1 })
  const words = await send()
  await asked('POST', '/git/refs')
  await context.setOffline(true)
  await expect
    .poll(async () => {
      await page.clock.fastForward(46_000)
      return page.getByText('Waiting for a connection').count()
    })
    .toBe(1)
  await context.setOffline(false)
  await opened()
  await expectOnePull(words)
})

test('called back after its branch was made: the branch goes too, and it can be sent anew', async () => {
  world.github.fault({ kind: 'lost-answer', match: '/git/refs', method: 'POST', times: 1 })
  world.github.fault({ kind: 'secondary-limit', match: /git\/ref\/heads(?:%2F|\/)gam/, times: 1 })
  const words = await send()
  await page.getByText(/It goes on at .*, in \d/).waitFor()
  const branches = async () => Object.keys(await world.github.refs(FORK)).join()
  expect(await branches()).toContain('/gam/')
  world.github.clearFaults()
  await page.getByRole('button', { name: 'Call it back' }).click()
  await expect.poll(branches).not.toContain('/gam/')
  expect(world.github.pulls(UPSTREAM)).toEqual([])
  await page.getByRole('button', { name: 'Send as pull request' }).click()
  await opened()
  await expectOnePull(words)
})

test('the token is revoked in the middle: one signs in again, and it goes on', async () => {
  world.github.fault({ kind: 'slow', delay: 300, match: '/git/trees', method: 'POST', times: 1 })
  const words = await send()
  await asked('POST', '/git/trees')
  world.github.revoke(OUTSIDERS_TOKEN)
  await page.getByText('You are signed out.').waitFor()
  expect(world.github.pulls(UPSTREAM)).toEqual([])
  world.github.grant('queequeg', { token: 'ghp_queequegSignsInAgain', scopes: ['public_repo'] })
  await signIn('Use this token', 'Token', 'ghp_queequegSignsInAgain')
  await opened()
  await expectOnePull(words)
})
