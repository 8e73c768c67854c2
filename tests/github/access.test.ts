import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGitHub, type Started } from './started.ts'

let open: Started
let closed: Started
beforeAll(async () => {
  open = await startTestGitHub()
  closed = await startTestGitHub({ privateMode: true })
})
afterAll(async () => {
  await open.close()
  await closed.close()
})

test('permissions are said to users alone, and differ by user', async () => {
  const permissions = async (as?: string) =>
    ((await (await open.api('/repos/pequod/log', as)).json()) as { permissions?: object })
      .permissions
  expect(await permissions()).toBeUndefined()
  expect(await permissions('ghp_ahab')).toMatchObject({ push: true, pull: true })
  expect(await permissions('ghp_pip')).toMatchObject({ push: false, pull: true })
})

test('a private repository is 404 to all but its readers, and so is its former name', async () => {
  for (const name of ['secret', 'old-secret', 'SECRET']) {
    const path = `/repos/pequod/${name}/commits/HEAD`
    expect((await open.api(path)).status).toBe(404)
    expect((await open.api(path, 'ghp_pip')).status).toBe(404)
    expect((await open.api(path, 'ghp_ahab')).status).toBe(200)
  }
  expect((await open.api('/repositories/2')).status).toBe(404)
  expect((await open.raw('/pequod/secret/main/a.md')).status).toBe(404)
})

test('a wrong token is 401, for what is public too', async () => {
  const answer = await open.api('/repos/pequod/log', 'ghp_wrong')
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ message: 'Bad credentials', status: '401' })
})

test('GitHub says who is signed in', async () => {
  expect(await (await open.api('/user', 'ghp_pip')).json()).toMatchObject({ login: 'pip', id: 2 })
  expect((await open.api('/user')).status).toBe(401)
})

test('in private mode nothing is anonymous, and raw has nothing', async () => {
  const anonymous = await closed.api('/repos/pequod/log')
  expect(anonymous.status).toBe(401)
  expect(await anonymous.json()).toMatchObject({ message: 'Requires authentication' })
  expect((await closed.api('/rate_limit')).status).toBe(401)
  expect((await closed.api('/repos/pequod/log', 'ghp_pip')).status).toBe(200)
  expect((await closed.raw('/pequod/log/main/README.md')).status).toBe(404)
})
