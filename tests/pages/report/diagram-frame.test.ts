// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDiagramFrame } from '../../../src/pages/report/diagram-frame.ts'

let page: AbortController
beforeEach(() => {
  page = new AbortController()
})
afterEach(() => page.abort())

const frames = () => [...document.querySelectorAll('iframe')]
const open = () =>
  createDiagramFrame({ url: 'about:blank#diagrams', deadline: 100, signal: page.signal })
const turn = () => new Promise((resolve) => setTimeout(resolve))

/** A word of the frame that is there now, or of another window. */
async function say(data: unknown, from?: Window) {
  await turn()
  const source = from ?? frames()[0]?.contentWindow ?? null
  window.dispatchEvent(new MessageEvent('message', { data, source }))
  await turn()
}

test('one frame, without Gam’s origin, draws one diagram after another', async () => {
  const frame = open()
  const first = frame.draw('graph TD', 'dark')
  const second = frame.draw('graph LR', 'dark')
  await say({ ready: true })
  expect(frames()).toHaveLength(1)
  expect(frames()[0]?.getAttribute('sandbox')).toBe('allow-scripts')
  // Its question is not asked yet.
  await say({ id: 2, svg: 'early' })
  await say({ id: 1, svg: 'one' })
  await say({ id: 2, error: 'two' })
  expect(await first).toEqual({ id: 1, svg: 'one' })
  expect(await second).toEqual({ id: 2, error: 'two' })
})

test('nobody else is believed', async () => {
  const drawn = open().draw('graph TD', 'default')
  await say({ ready: true })
  await say({ id: 1, svg: 'forged' }, window)
  await say({ id: 1, svg: 'true' })
  expect(await drawn).toEqual({ id: 1, svg: 'true' })
})

test('a frame that does not answer is removed; the next diagram has a new one', async () => {
  const frame = open()
  const late = frame.draw('graph TD', 'default')
  await say({ ready: true })
  const [before] = frames()
  expect(await late).toEqual({ why: 'it took too long' })
  expect(frames()).toEqual([])
  const next = frame.draw('graph LR', 'default')
  await say({ ready: true })
  expect(frames()[0]).not.toBe(before)
  await say({ id: 2, svg: 'next' })
  expect(await next).toEqual({ id: 2, svg: 'next' })
})

test('a frame whose program does not come draws nothing, and is tried again', async () => {
  const frame = open()
  const none = frame.draw('graph TD', 'default')
  await turn()
  frames()[0]?.dispatchEvent(new Event('load'))
  expect(await none).toBeUndefined()
  expect(frames()).toEqual([])
  const again = frame.draw('graph TD', 'default')
  await say({ ready: true })
  await say({ id: 1, svg: 'here' })
  expect(await again).toEqual({ id: 1, svg: 'here' })
})

test('with its page the frame goes, and what waits for it ends', async () => {
  const frame = open()
  const drawn = frame.draw('graph TD', 'default')
  await say({ ready: true })
  const waiting = frame.draw('graph LR', 'default')
  page.abort()
  expect(await drawn).toBeUndefined()
  expect(await waiting).toBeUndefined()
  expect(frames()).toEqual([])
})
