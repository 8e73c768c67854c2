import { afterEach, expect, test, vi } from 'vitest'
import { loadGuest } from '../../src/offline/load-guest.ts'

afterEach(() => vi.unstubAllGlobals())

test('a guest, or why there is none', async () => {
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  vi.stubGlobal('location', { host: 'host.example' })
  vi.stubGlobal('navigator', { onLine: true })
  expect(await loadGuest(() => Promise.resolve(7))).toBe(7)
  expect(await loadGuest(gone)).toEqual({ kind: 'outdated' })
  vi.stubGlobal('navigator', { onLine: false })
  expect(await loadGuest(gone)).toEqual({ kind: 'offline', host: 'host.example' })
})
