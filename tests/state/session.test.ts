import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Session } from '../../src/state/session.svelte.ts'
import { fakeWebStorage } from '../storage/fake-web-storage.ts'

const KEY = 'gam:/:token'

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeWebStorage())
  vi.stubGlobal('sessionStorage', fakeWebStorage())
})
afterEach(() => vi.unstubAllGlobals())

test('a token is kept in one place: signing in for this tab only removes the one that was to stay', () => {
  const session = new Session('/')
  session.signIn('ghp_old', 'ahab', true)
  session.signIn('ghp_new', 'ahab', false)
  expect(localStorage.getItem(KEY)).toBeNull()
  expect(new Session('/').token).toBe('ghp_new')
  session.signIn('ghp_third', 'ahab', true)
  expect(sessionStorage.getItem(KEY)).toBeNull()
  expect(new Session('/').token).toBe('ghp_third')
})

test('signing out removes the token from both', () => {
  const session = new Session('/')
  session.signIn('ghp_old', 'ahab', true)
  session.signOut()
  expect(session.token).toBeUndefined()
  expect(new Session('/').token).toBeUndefined()
})

test('a browser that forbids storage keeps the token for the page', () => {
  vi.stubGlobal('sessionStorage', undefined)
  vi.stubGlobal('localStorage', undefined)
  const session = new Session('/')
  session.signIn('ghp_old', 'ahab', true)
  expect(session.token).toBe('ghp_old')
})
