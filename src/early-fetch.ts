import type { Early } from './boot.ts'

/** `fetch`, but what was asked for already is not asked for again: each answer of these is given once. */
export function earlyFetch(fetch: typeof globalThis.fetch, early: Early): typeof globalThis.fetch {
  return (input, init) => {
    // Gam asks by address alone.
    const url = String(input)
    const asked = early.get(url)
    if (!asked) return fetch(input, init)
    early.delete(url)
    init?.signal?.addEventListener('abort', () => asked.stop())
    return asked.response
  }
}
