import { expect, test } from 'vitest'
import { parseScopes, tokenKind, tokenReach } from '../../src/model/token-kinds.ts'

test.each([
  ['ghp_abc', 'classic'],
  [' github_pat_11A_x\n', 'fine-grained'],
  ['gho_abc', 'oauth'],
  ['ghu_abc', 'app-user'],
  ['ghs_abc', 'app-installation'],
  ['0123456789abcdef0123456789abcdef01234567', 'old-classic'],
  ['password', 'unknown'],
])('%s is %s', (token, kind) => {
  expect(tokenKind(token)).toBe(kind)
})

const stranger = { private: false, member: false }

test('a classic token with public_repo can do all, but for workflows', () => {
  expect(tokenReach({ kind: 'classic', scopes: ['public_repo'], ...stranger })).toEqual({
    fork: 'yes',
    push: 'yes',
    openPullRequest: 'yes',
    workflows: 'no',
    why: { kind: 'enough' },
  })
  const scopes = ['repo', 'workflow']
  expect(tokenReach({ kind: 'classic', scopes, ...stranger }).workflows).toBe('yes')
})

test('the scope that is missing is named', () => {
  expect(tokenReach({ kind: 'classic', scopes: ['gist'], ...stranger })).toMatchObject({
    openPullRequest: 'no',
    why: { kind: 'scope-missing', scope: 'public_repo' },
  })
  const use = { kind: 'classic', scopes: ['public_repo'], private: true, member: true } as const
  expect(tokenReach(use).why).toEqual({ kind: 'scope-missing', scope: 'repo' })
})

test('a fine-grained token cannot propose where one is no member', () => {
  expect(tokenReach({ kind: 'fine-grained', ...stranger })).toMatchObject({
    openPullRequest: 'no',
    why: { kind: 'not-a-member' },
  })
  expect(tokenReach({ kind: 'fine-grained', private: false, member: true })).toMatchObject({
    openPullRequest: 'perhaps',
    why: { kind: 'permissions-unknown' },
  })
})

test('what only GitHub can say is not promised', () => {
  expect(tokenReach({ kind: 'oauth', scopes: ['public_repo'], ...stranger }).why.kind).toBe(
    'organization-decides',
  )
  expect(tokenReach({ kind: 'app-user', ...stranger }).openPullRequest).toBe('perhaps')
  expect(tokenReach({ kind: 'app-installation', ...stranger }).openPullRequest).toBe('no')
  expect(tokenReach({ kind: 'unknown', ...stranger }).openPullRequest).toBe('perhaps')
})

test('scopes as GitHub lists them', () => {
  expect(parseScopes('public_repo, workflow')).toEqual(['public_repo', 'workflow'])
  expect(parseScopes('')).toEqual([])
})
