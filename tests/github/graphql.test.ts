import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const repository = (name: string, ref = 'HEAD') => {
  const [owner = '', short = ''] = name.split('/')
  return `repository(owner: "${owner}", name: "${short}") { nameWithOwner isPrivate object(expression: "${ref}") { ... on Commit { oid } } }`
}
const ask = (query: string, as = 'ghp_ahab') => it.write('POST /graphql', { query }, as)

test('one question names the heads of many repositories, for one point of an hour of its own', async () => {
  const head = (await it.git('rev-parse', 'main')).trim()
  const asked = `query { a: ${repository('pequod/old-log')} b: ${repository('pequod/secret', 'main')} c: ${repository('pequod/log', 'nowhere')} d: ${repository('pequod/empty')} }`
  const { status, json, headers } = await ask(asked)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    data: {
      a: { nameWithOwner: 'Pequod/Log', isPrivate: false, object: { oid: head } },
      b: { isPrivate: true, object: { oid: expect.stringMatching(/^[0-9a-f]{40}$/) as string } },
      c: { object: null },
      d: { object: null },
    },
  })
  expect(json.errors).toBeUndefined()
  expect(headers.get('x-ratelimit-resource')).toBe('graphql')
  expect(headers.get('x-ratelimit-remaining')).toBe('4999')
  const rest = await it.api('/repos/pequod/log', 'ghp_ahab')
  expect(rest.headers.get('x-ratelimit-remaining')).toBe('4999')
})

test('what is gone or hidden is null with an error beside it, and the rest is there', async () => {
  it.github.requireSaml('pequod')
  const saml = await ask(`{ a: ${repository('pequod/log')} }`)
  expect(saml.json).toMatchObject({ data: { a: null }, errors: [{ type: 'FORBIDDEN' }] })
  it.github.reset()
  const { status, json } = await ask(
    `{ a: ${repository('pequod/secret')} b: ${repository('pequod/log')} c: ${repository('no/where')} }`,
    'ghp_pip',
  )
  expect(status).toBe(200)
  expect(json).toMatchObject({
    data: { a: null, b: { nameWithOwner: 'Pequod/Log' }, c: null },
    errors: [
      { type: 'NOT_FOUND', path: ['a'] },
      { type: 'NOT_FOUND', path: ['c'] },
    ],
  })
})

test('no token, no points, no GraphQL', async () => {
  expect((await it.api('/graphql')).status).toBe(404)
  const anonymous = await fetch(`${it.github.api}/graphql`, { method: 'POST', body: '{}' })
  expect(anonymous.status).toBe(401)
  it.github.limit(0, undefined, 'ahab', 'graphql')
  const spent = await ask(`{ a: ${repository('pequod/log')} }`)
  expect(spent).toMatchObject({ status: 200, json: { errors: [{ type: 'RATE_LIMITED' }] } })
  expect(spent.json.data).toBeUndefined()
  it.github.reset()
  for (const query of ['{ a: repository(', '{ viewer { login } }', '{}', undefined]) {
    const { status, json } = await ask(query as string)
    expect(status).toBe(200)
    expect(json.data).toBeUndefined()
    expect(json.errors).toHaveLength(1)
  }
})
