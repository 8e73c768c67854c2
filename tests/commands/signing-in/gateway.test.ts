import { expect, test, vi } from 'vitest'
import { askGateway, parseAnswer } from '../../../src/commands/signing-in/gateway.ts'

const GATEWAY = 'https://gateway.example/auth-app'
const SUCCESS = 'authorization:github:success:{"token":"gho_sampleSample","provider":"github"}'

test('what a gateway says in the end, in whatever order its keys are', () => {
  expect(parseAnswer(SUCCESS)).toEqual({ kind: 'token', token: 'gho_sampleSample' })
  expect(parseAnswer('authorization:github:error:{"error":"Called off"}')).toEqual({
    kind: 'refused',
    said: 'Called off',
  })
  expect(parseAnswer('authorization:github:success:{"token":"a b"}')).toEqual({
    kind: 'refused',
    said: '',
  })
  expect(parseAnswer('authorization:github:success:no json')).toEqual({ kind: 'refused', said: '' })
  expect(parseAnswer('hello')).toBeUndefined()
})

/** A page that opens a popup, and hears what a test says. */
function openPage({ blocked = false } = {}) {
  const target = new EventTarget()
  const popup = { closed: false, postMessage: vi.fn(), close: vi.fn() }
  const open = vi.fn(() => (blocked ? null : popup))
  const page = {
    location: { hostname: 'reports.example' },
    open,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  }
  const say = (data: unknown, origin = 'https://gateway.example', source: unknown = popup) =>
    target.dispatchEvent(Object.assign(new Event('message'), { data, origin, source }))
  return { page: page as unknown as Window, open, popup, say }
}

test('the popup is greeted back at its own origin, and heard from no other', async () => {
  const { page, open, popup, say } = openPage()
  const asked = askGateway(GATEWAY, 'public_repo', page)
  expect(open).toHaveBeenCalledWith(
    'https://gateway.example/auth-app/auth?provider=github&site_id=reports.example&scope=public_repo',
    'gam-sign-in',
    'width=700,height=800',
  )
  say('authorizing:github', 'https://evil.example')
  say(SUCCESS, 'https://evil.example')
  say(SUCCESS, 'https://gateway.example', {})
  expect(popup.postMessage).not.toHaveBeenCalled()
  say('authorizing:github')
  expect(popup.postMessage).toHaveBeenCalledWith('authorizing:github', 'https://gateway.example')
  say(SUCCESS)
  expect(await asked).toEqual({ kind: 'token', token: 'gho_sampleSample' })
  expect(popup.close).toHaveBeenCalled()
})

test('a popup that is blocked, closed, or silent for five minutes', async () => {
  expect(await askGateway(GATEWAY, 'repo', openPage({ blocked: true }).page)).toEqual({
    kind: 'blocked',
  })
  vi.useFakeTimers()
  const closing = openPage()
  const closed = askGateway(GATEWAY, 'repo', closing.page)
  closing.popup.closed = true
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await closed).toEqual({ kind: 'closed' })
  const late = askGateway(GATEWAY, 'repo', openPage().page)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(await late).toEqual({ kind: 'late' })
  vi.useRealTimers()
})
