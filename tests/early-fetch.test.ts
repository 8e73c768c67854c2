import { expect, test, vi } from 'vitest'
import type { Early } from '../src/boot.ts'
import { earlyFetch } from '../src/early-fetch.ts'

const URL_ASKED = 'https://gam.example/library.json'

function setUp() {
  const stop = vi.fn()
  const early: Early = new Map([
    [URL_ASKED, { response: Promise.resolve(new Response('early')), stop }],
  ])
  const late = vi.fn(() => Promise.resolve(new Response('late')))
  return { stop, fetch: earlyFetch(late, early) }
}

test('what was asked for already is given once, and asked for anew from then on', async () => {
  const { fetch } = setUp()
  expect(await (await fetch(new URL(URL_ASKED))).text()).toBe('early')
  expect(await (await fetch(URL_ASKED)).text()).toBe('late')
})

test('another address is asked for', async () => {
  const { fetch } = setUp()
  expect(await (await fetch('https://gam.example/snapshot.json')).text()).toBe('late')
})

test('who gives up waiting ends the early request', async () => {
  const { fetch, stop } = setUp()
  const idle = new AbortController()
  await fetch(URL_ASKED, { signal: idle.signal })
  expect(stop).not.toHaveBeenCalled()
  idle.abort()
  expect(stop).toHaveBeenCalledOnce()
})
