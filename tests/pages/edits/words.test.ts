import { expect, test } from 'vitest'
import { trailersOf, updateMessage } from '../../../src/commands/proposals/update-message.ts'
import type { Draft } from '../../../src/model/draft.ts'
import type { Journal } from '../../../src/model/journal.ts'
import { groupOf } from '../../../src/pages/edits/groups.ts'
import { outgoingProblem } from '../../../src/pages/edits/outgoing-problem.ts'
import { oneLine } from '../../../src/pages/edits/one-line.ts'
import { untilWords } from '../../../src/pages/edits/until-words.ts'

test('an edit stands where its journal and GitHub put it', () => {
  const draft = {} as Draft
  const waiting = { pull: 'trying' } as Journal
  const sent = { pull: { number: 1, url: '' } } as Journal
  expect(groupOf({ draft }, undefined)).toBe('unsent')
  expect(groupOf({ draft, journal: waiting }, undefined)).toBe('waiting')
  expect(groupOf({ draft, journal: sent }, undefined)).toBe('open')
  expect(groupOf({ draft, journal: sent }, 'draft')).toBe('open')
  expect(groupOf({ draft, journal: sent }, 'accepted')).toBe('accepted')
  expect(groupOf({ draft, journal: sent }, 'closed')).toBe('closed')
})

test('what is near is counted down, what is far has a time', () => {
  expect(untilWords(500, 1_000)).toBe('in a moment')
  expect(untilWords(13_000, 1_000)).toBe('in 12 seconds')
  expect(untilWords(181_000, 1_000)).toBe('in 3 minutes')
  expect(untilWords(3_601_000, 1_000)).toMatch(/^at \d/)
})

test('a long remark is cut between words', () => {
  expect(oneLine('One\n\n  two')).toBe('One two')
  const long = oneLine('word '.repeat(200))
  expect(long).toMatch(/ word…$/)
  expect(long.length).toBeLessThanOrEqual(241)
})

test('what was signed off stays signed off in the commits after it', () => {
  const signed = 'Signed-off-by: Ada <ada@example.com>'
  expect(updateMessage('Say it better', { message: `First\n\nWhy.\n\n${signed}` })).toBe(
    `Say it better\n\n${signed}`,
  )
  expect(trailersOf({ message: 'First\n\nWhy.' })).toEqual([])
  expect(updateMessage(' Say it better ', { message: 'First' })).toBe('Say it better')
})

test('no token goes out, and no title that nobody can read', () => {
  const token = `ghp_${'aB3dE5fG7h'.repeat(4)}`
  const text = (old: string) => [{ path: 'a.md', old, now: `one\n${token}` }]
  expect(outgoingProblem('Fix a word', 'text', text(token))).toBeUndefined()
  expect(outgoingProblem(' ')).toBe('It needs a title.')
  expect(outgoingProblem('x'.repeat(73))).toContain('72')
  expect(outgoingProblem('Fix', token)).toContain('In the description, line 1')
  expect(outgoingProblem('Fix', '', text(''))).toContain('In a.md, line 2')
})
