import { expect, test } from 'vitest'
import { explainTrouble } from '../../../src/components/explain-trouble.ts'
import type { Trouble } from '../../../src/model/journal.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import { isMoving, shownTrouble } from '../../../src/pages/review/shown-trouble.ts'

const PIP = { token: 'pips', login: 'pip', refused: false }
const NOBODY = { token: undefined, login: undefined, refused: false }
const REFUSED: Trouble = { kind: 'refused', reason: 'archived' }

const shown = (who: typeof PIP | typeof NOBODY, trouble?: Trouble, isOnline = true) =>
  shownTrouble({ login: 'pip', ...(trouble ? { trouble } : {}) }, who, isOnline)

test('who is signed in, and the network, tell more than the last try', () => {
  expect(shown(PIP)).toBeUndefined()
  expect(shown(PIP, { kind: 'sign-in' })).toBeUndefined()
  expect(shown(PIP, { kind: 'offline', until: 1 })).toEqual({ kind: 'offline', until: 1 })
  expect(shown(PIP, undefined, false)).toEqual({ kind: 'no-network' })
  expect(shown(PIP, REFUSED, false)).toBe(REFUSED)
  expect(shown({ ...PIP, login: 'ahab' })).toEqual({ kind: 'other-login', login: 'pip' })
  expect(shown(NOBODY, { kind: 'offline', until: 1 })).toEqual({ kind: 'signed-out' })
  expect(shown(NOBODY, REFUSED)).toBe(REFUSED)
  expect([shown(PIP), shown(PIP, undefined, false)].every(isMoving)).toBe(true)
  expect([shown(NOBODY), shown(PIP, REFUSED)].some(isMoving)).toBe(false)
})

test('a token counts as refused only where one was sent', () => {
  const what = (trouble: ReturnType<typeof shown>) =>
    trouble && explainTrouble(trouble, 'pequod/log' as RepositoryName).what
  expect(what(shown({ ...PIP, refused: true }, { kind: 'sign-in' }))).toMatch(/refused your token/)
  expect(what(shown(NOBODY, { kind: 'sign-in' }))).toBe('Nobody is signed in here.')
})
