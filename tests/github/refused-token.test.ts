import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createGitHub } from '../../src/github/github.ts'
import { isFailure } from '../../src/model/failure.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import { startTestGitHub, type Started } from './started.ts'

const LOG = 'pequod/log' as RepositoryName

let it: Started
let token: string
let refusals: number
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  token = 'ghp_expired'
  refusals = 0
})

const create = () =>
  createGitHub({
    hosts: { web: '', api: it.github.api, raw: it.github.raw, mirror: '' },
    fetch,
    token: () => token,
    onBadToken: () => refusals++,
    onBudget: () => undefined,
    onByte: () => undefined,
  })

test('a token that GitHub has refused is sent once; a new one is sent again', async () => {
  const github = create()
  for (let at = 0; at < 3; at++) {
    expect(isFailure(await github.fetchHead(LOG, 'HEAD', 'person'))).toBe(false)
  }
  expect(it.github.requests.map((one) => one.signedIn)).toEqual([true, false, false, false])
  expect(refusals).toBe(1)
  it.github.clear()
  token = 'ghp_ahab'
  await github.fetchHead(LOG, 'HEAD', 'person')
  expect(it.github.requests.map((one) => one.signedIn)).toEqual([true])
})

test('what an anonymous answer says of the budget holds for the next anonymous request', async () => {
  it.github.limit(15)
  const github = create()
  await github.fetchHead(LOG, 'HEAD', 'person')
  it.github.clear()
  expect(await github.fetchHead(LOG, 'HEAD', 'page')).toMatchObject({ kind: 'saving-requests' })
  expect(it.github.requests).toEqual([])
})
