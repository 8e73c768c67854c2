import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  branchName,
  commitMessage,
  proposalTitle,
  titleProblem,
  type ChangeKind,
} from '../../src/model/proposal-words.ts'
import { isRef } from '../../src/model/refs.ts'

const title = (change: ChangeKind, ...paths: string[]) =>
  proposalTitle(paths.map((path) => ({ path, change })))

describe('a title', () => {
  test.each<[ChangeKind, string]>([
    ['word', 'Fix a word in reports/2017-06-19-summit.md'],
    ['words', 'Fix a few words in reports/2017-06-19-summit.md'],
    ['point', 'Add a point to reports/2017-06-19-summit.md'],
    ['points', 'Add points to reports/2017-06-19-summit.md'],
    ['added', 'Add reports/2017-06-19-summit.md'],
    ['edited', 'Edit reports/2017-06-19-summit.md'],
  ])('%s', (change, words) => {
    expect(title(change, 'reports/2017-06-19-summit.md')).toBe(words)
  })

  test('of several files names the folder that they share', () => {
    expect(title('edited', 'docs/a.md', 'docs/x/b.md', 'docs/c.md')).toBe('Edit 3 files in docs')
    expect(title('added', 'docs/a/a.md', 'docs/a/b.md')).toBe('Add 2 files in docs/a')
    expect(title('word', 'a.md', 'docs/b.md')).toBe('Edit 2 files')
  })

  test('does not speak of the pictures of a report', () => {
    expect(title('added', 'notes/x.md', 'notes/images/one.png')).toBe('Add notes/x.md')
    expect(title('added', 'notes/images/one.png')).toBe('Add notes/images/one.png')
  })

  test('that is too long loses the middle of its path', () => {
    const path = 'documentation/meetings/of-the-technical-committee/2017/2017-06-19-summit.md'
    expect(title('word', path)).toBe(
      'Fix a word in documentation/meetings/of-the-techni…/2017-06-19-summit.md',
    )
  })

  test('always fits, keeps its verb and hides nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        const made = title('words', `notes/${name}.md`)
        expect(made.startsWith('Fix a few words in notes')).toBe(true)
        expect(titleProblem(made)).toBeUndefined()
      }),
    )
  })

  test.each([
    ['Fix a word', undefined],
    [' ', 'empty'],
    ['x'.repeat(73), 'too-long'],
    ['two\nlines', 'unseen-characters'],
    ['turned \u202eround', 'unseen-characters'],
  ])('%j: %s', (words, problem) => {
    expect(titleProblem(words)).toBe(problem)
  })
})

describe('a branch', () => {
  test.each([
    ['reports/2017-06-19-Summit.md', 'gam/2017-06-19-summit-k3x9'],
    ['notes/Café & Größe.en.md', 'gam/cafe-gro-e-en-k3x9'],
    ['протокол.md', 'gam/edit-k3x9'],
    ['.md', 'gam/md-k3x9'],
    ['a/b.lock', 'gam/b-k3x9'],
  ])('for %s', (path, branch) => {
    expect(branchName(path, 'k3x9')).toBe(branch)
  })

  test('is a name that Git takes, and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const branch = branchName(path, 'k3x9')
        expect(isRef(branch)).toBe(true)
        expect(branch).toMatch(/^gam\/[a-z0-9-]{1,40}-k3x9$/)
      }),
    )
  })
})

describe('a commit message', () => {
  const ada = { name: 'Ada', email: 'ada@example.org' }
  const eve = { name: 'Eve', email: 'eve@example.org' }

  test('is a title, a body and trailers, a blank line between', () => {
    expect(
      commitMessage({
        title: 'Fix a word \n',
        body: '\r\nBecause it was wrong.  \r\n\r\n\r\nAnd more.\n',
        coAuthors: [eve, eve],
        signedOffBy: ada,
      }),
    ).toBe(
      `Fix a word

Because it was wrong.

And more.

Co-authored-by: Eve <eve@example.org>
Signed-off-by: Ada <ada@example.org>`,
    )
  })

  test('may be a title alone', () => {
    expect(commitMessage({ title: 'Edit a.md' })).toBe('Edit a.md')
  })

  test('never ends a line in white space', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (words, body) => {
        expect(commitMessage({ title: words, body, signedOffBy: ada })).not.toMatch(/[^\S\n]$/m)
      }),
    )
  })
})
