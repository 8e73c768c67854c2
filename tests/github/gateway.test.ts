import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { JSDOM } from 'jsdom'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

let popup: JSDOM | undefined
afterEach(() => popup?.window.close())

const QUERY = '?provider=github&site_id=gam.example&scope=public_repo'
const GREETING = 'authorizing:github'

/** Opens the popup as the page of Gam would, and plays the page. */
async function open() {
  const answer = await fetch(`${it.github.gateway}/auth${QUERY}`)
  const heard: { said: string; to: string }[] = []
  popup = new JSDOM(await answer.text(), {
    url: answer.url,
    runScripts: 'dangerously',
    beforeParse(window) {
      const postMessage = (said: string, to: string) => heard.push({ said, to })
      Object.defineProperty(window, 'opener', { value: { postMessage } })
    },
  })
  const { window } = popup
  const reply = (data: string) =>
    window.dispatchEvent(
      new window.MessageEvent('message', { data, origin: 'https://gam.example' }),
    )
  return { heard, reply, origin: new URL(answer.url).origin }
}

test('the popup greets, and says the token to who greets back', async () => {
  it.github.signIn({ kind: 'success', login: 'pip' })
  const { heard, reply, origin } = await open()
  expect(origin).toBe(it.github.gateway)
  expect(heard).toEqual([{ said: GREETING, to: '*' }])
  reply('something else')
  expect(heard).toHaveLength(1)
  reply(GREETING)
  expect(heard[1]?.to).toBe('https://gam.example')
  const [, kind, sent] =
    /^authorization:github:(success|error):(.+)$/.exec(heard[1]?.said ?? '') ?? []
  expect(kind).toBe('success')
  const { token } = JSON.parse(sent ?? '{}') as { token: string }
  expect(token).toMatch(/^gho_/)
  const user = await it.api('/user', token)
  expect(await user.json()).toMatchObject({ login: 'pip' })
  expect(user.headers.get('x-oauth-scopes')).toBe('public_repo')
  expect(it.github.signIns.map((asked) => asked.get('site_id'))).toEqual(['gam.example'])
})

test('a sign-in that was called off says why', async () => {
  it.github.signIn({ kind: 'error', error: 'Called off', errorCode: 'AUTH_CODE_REQUEST_FAILED' })
  const { heard, reply } = await open()
  reply(GREETING)
  expect(heard[1]?.said).toBe(
    'authorization:github:error:{"provider":"github","error":"Called off","errorCode":"AUTH_CODE_REQUEST_FAILED"}',
  )
})

test('a popup may say nothing, or speak from an origin that is not the gateway’s', async () => {
  it.github.signIn({ kind: 'silence' })
  expect((await open()).heard).toEqual([])
  it.github.signIn({ kind: 'wrong-origin', login: 'pip' })
  const { heard, origin } = await open()
  expect(heard).toHaveLength(1)
  expect(origin).not.toBe(it.github.gateway)
})
