import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { branch, commit, fork, headOf, open } from './proposing.ts'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const NAMELESS = { ref: 'refs/heads/x', sha: '0'.repeat(40) }

test('a classic token says its scopes, a fine-grained one says none', async () => {
  const classic = await it.api('/repos/pequod/log', 'ghp_pip_public')
  expect(classic.headers.get('x-oauth-scopes')).toBe('public_repo')
  expect(classic.headers.get('x-accepted-oauth-scopes')).toBe('repo')
  const fine = await it.api('/user', 'github_pat_pip')
  expect(fine.status).toBe(200)
  expect(fine.headers.get('x-oauth-scopes')).toBeNull()
})

test('a user has a public address or none', async () => {
  const user = async (as: string) => (await it.api('/user', as)).json()
  expect(await user('ghp_pip')).toMatchObject({ id: 2, name: 'Pip', email: 'pip@example.com' })
  expect(await user('ghp_queequeg')).toMatchObject({ id: 3, name: null, email: null })
})

test('a token without the scope is told 404, and by the headers why', async () => {
  const refused = await it.write('POST /repos/pequod/log/forks', {}, 'ghp_pip_nothing')
  expect(refused.status).toBe(404)
  expect(refused.headers.get('x-oauth-scopes')).toBe('')
  expect(refused.headers.get('x-accepted-oauth-scopes')).toBe('public_repo, repo')
  expect(it.github.repositoriesOf('pip')).toEqual([])
})

test('who is not signed in, or may not push, writes nothing', async () => {
  const anonymous = await fetch(`${it.github.api}/repos/pequod/log/pulls`, { method: 'POST' })
  expect(anonymous.status).toBe(401)
  expect((await it.write('POST /repos/pequod/log/git/refs', NAMELESS)).status).toBe(404)
  expect((await it.write('POST /repos/pequod/log/git/blobs', { content: 'x' })).status).toBe(404)
})

test('a fine-grained token writes to its user’s own repositories, and opens no pull request elsewhere', async () => {
  await fork(it)
  const sha = await commit(it, { 'a.md': 'a\n' })
  expect(
    (await it.write('POST /repos/pip/log/git/refs', { ref: 'refs/heads/x', sha }, 'github_pat_pip'))
      .status,
  ).toBe(201)
  for (const refused of [
    await open(it, 'x', {}, 'github_pat_pip'),
    await it.write('POST /repos/pequod/log/forks', {}, 'github_pat_pip'),
    await it.write('POST /repos/pequod/log/git/refs', NAMELESS, 'github_pat_pip'),
  ]) {
    expect(refused.status).toBe(403)
    expect(refused.json.message).toBe('Resource not accessible by personal access token')
  }
  expect(it.github.pulls('pequod/log')).toEqual([])
})

test('a token ends at any moment', async () => {
  await fork(it)
  it.github.revoke('ghp_pip_public')
  const refused = await branch(it, 'x', await headOf(it))
  expect([refused.status, refused.json.message]).toEqual([401, 'Bad credentials'])
  expect((await it.api('/repos/pequod/log', 'ghp_pip_public')).status).toBe(401)
  expect((await it.api('/repos/pequod/log', 'ghp_pip')).status).toBe(200)
})

test('an organization behind SAML says where to sign on, of what is public too', async () => {
  it.github.requireSaml('pequod')
  const refused = await it.api('/repos/pequod/log', 'ghp_pip')
  expect(refused.status).toBe(403)
  expect(refused.headers.get('x-github-sso')).toBe(
    `required; url=${it.github.web}/orgs/Pequod/sso?authorization_request=AAAA`,
  )
  expect(refused.headers.get('access-control-expose-headers')).toContain('X-GitHub-SSO')
  expect((await it.api('/repos/pequod/log')).status).toBe(200)
})

test('an organization may forbid classic tokens', async () => {
  it.github.forbidClassic('pequod')
  const refused = await it.api('/repos/pequod/log', 'ghp_pip')
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({
    message: expect.stringContaining('forbids access via a personal access token (classic)'),
  })
  expect((await it.api('/repos/pequod/log', 'github_pat_pip')).status).toBe(200)
})
