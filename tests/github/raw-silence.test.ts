import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGitHub } from '../../src/github/github.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import { startTestGitHub, type Started } from './started.ts'

const LOG = 'pequod/log' as RepositoryName

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())

test('once raw has said 429 it is left alone, also by the next visit', async () => {
  let stored: unknown
  const visit = () =>
    createGitHub({
      hosts: { web: '', api: it.github.api, raw: it.github.raw, mirror: '' },
      fetch,
      token: () => undefined,
      onBadToken: () => undefined,
      onBudget: () => undefined,
      onByte: () => undefined,
      rawSilence: {
        load: () => Promise.resolve(stored),
        save: (until) => (stored = until),
      },
    })
  it.github.fault({ host: 'raw', kind: 'status', status: 429 })
  const first = visit()
  expect(await first.fetchRaw(LOG, 'HEAD', 'README.md')).toMatchObject({ kind: 'rate-limited' })
  expect(first.rawIsSilent()).toBe(true)
  it.github.reset()
  const next = visit()
  expect(await next.fetchRaw(LOG, 'HEAD', 'README.md')).toMatchObject({ kind: 'rate-limited' })
  expect(it.github.requests).toEqual([])
  expect(next.rawIsSilent()).toBe(true)
})
