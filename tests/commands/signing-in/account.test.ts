import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchAccount } from '../../../src/commands/signing-in/account.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG } from '../made-gam.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => it.github.reset())

const hosts = () => ({ web: 'https://github.com', api: it.github.api, raw: '', mirror: '' })
const account = (token: string) => fetchAccount({ hosts: hosts(), now: () => 0 }, fetch, token, LOG)

test('whose a token is, and what it can do, in two calls that change nothing', async () => {
  expect(await account('ghp_pip_public')).toEqual({
    login: 'pip',
    person: { name: 'Pip', email: 'pip@example.com' },
    noreply: '2+pip@users.noreply.github.com',
    member: false,
    reach: {
      fork: 'yes',
      push: 'yes',
      openPullRequest: 'yes',
      workflows: 'no',
      why: { kind: 'enough' },
    },
  })
  const asked = it.github.requests.map(({ method, path }) => `${method} ${path}`)
  expect(asked).toEqual(['GET /user', 'GET /repos/pequod/log'])
})

test('a token without a scope, and a fine-grained one of no member, cannot propose', async () => {
  expect(await account('ghp_pip_nothing')).toMatchObject({
    reach: { openPullRequest: 'no', why: { kind: 'scope-missing' } },
  })
  expect(await account('github_pat_pip')).toMatchObject({
    reach: { openPullRequest: 'no', why: { kind: 'not-a-member' } },
  })
})

test('who has no public address or name gets GitHub’s own and the login', async () => {
  expect(await account('ghp_queequeg')).toMatchObject({
    person: { name: 'queequeg', email: '3+queequeg@users.noreply.github.com' },
  })
})

test('a token that GitHub refuses, and a network that is away', async () => {
  expect(await account('ghp_nobody')).toMatchObject({ kind: 'bad-token' })
  it.github.fault({ kind: 'drop', match: '/user' })
  const away = await account('ghp_pip')
  expect(isFailure(away) && away.kind).toBe('offline')
})

test('too much at once is no refusal of the account', async () => {
  for (const [retryAfter, until] of [
    [30, 30_000],
    [undefined, 60_000],
  ] as const) {
    const wait = retryAfter === undefined ? {} : { retryAfter }
    it.github.fault({ kind: 'secondary-limit', match: '/user', times: 1, ...wait })
    expect(await account('ghp_pip_public')).toMatchObject({ kind: 'rate-limited', until })
  }
})
