import { afterEach, expect, test, vi } from 'vitest'
import { loadGuest } from '../../src/offline/load-guest.ts'

afterEach(() => vi.unstubAllGlobals())

test('a guest, or why there is none', async () => {
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  vi.stubGlobal('location', { host: 'host.example' })
  const fetched = vi.fn(() => Promise.resolve(new Response()))
  vi.stubGlobal('fetch', fetched)
  expect(await loadGuest(() => Promise.resolve(7))).toBe(7)
  expect(await loadGuest(gone)).toEqual({ kind: 'outdated' })
  fetched.mockRejectedValue(new TypeError('no network'))
  expect(await loadGuest(gone)).toEqual({ kind: 'offline', host: 'host.example', isGam: true })
})
