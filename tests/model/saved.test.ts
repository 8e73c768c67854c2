import { expect, test } from 'vitest'
import {
  choiceOf,
  isSaved,
  keepingOf,
  withoutPart,
  withPart,
  type Saved,
} from '../../src/model/saved.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import type { Sha } from '../../src/model/sha.ts'
import type { Source } from '../../src/model/source.ts'

const SOURCE: Source = {
  repository: 'pequod/log' as RepositoryName,
  ref: 'HEAD',
  path: 'docs',
  exclude: ['docs/drafts/**'],
  from: 'host',
}
const saved = (...parts: Saved['parts']): Saved => ({ source: SOURCE, parts })

test('what is chosen is a year, a folder, one report, or all that a list shows', () => {
  const year = saved({ kind: 'year', year: '2017' })
  expect(isSaved(year, 'docs/a.md', '2017-05-01T10:00:00Z')).toBe(true)
  expect(isSaved(year, 'docs/a.md', '2018-05-01')).toBe(false)
  expect(isSaved(year, 'docs/a.md', undefined)).toBe(false)
  const folder = saved({ kind: 'folder', folder: 'docs/a' })
  expect(isSaved(folder, 'docs/a/b.md', undefined)).toBe(true)
  expect(isSaved(folder, 'docs/ab/b.md', undefined)).toBe(false)
  const all = saved({ kind: 'all' })
  expect(isSaved(all, 'docs/a.md', undefined)).toBe(true)
  expect(isSaved(all, 'docs/drafts/a.md', undefined)).toBe(false)
  expect(isSaved(all, 'docs/vendor/a.md', undefined)).toBe(false)
  // Whoever chose one that no list shows wants it.
  expect(isSaved(saved({ kind: 'report', path: 'docs/drafts/a.md' }), 'docs/drafts/a.md', '')).toBe(
    true,
  )
})

test('what lists leave out is saved by itself, beside all', () => {
  const [report, folder] = [
    { kind: 'report', path: 'docs/.hidden/x.md' },
    { kind: 'folder', folder: 'docs/.hidden' },
  ] as const
  expect(isSaved(saved(folder), report.path, undefined)).toBe(true)
  expect(isSaved(saved(folder), 'docs/.hidden/vendor/x.md', undefined)).toBe(false)
  const all = withPart(undefined, SOURCE, { kind: 'all' })
  expect(choiceOf(all, report)).toBeUndefined()
  expect(isSaved(withPart(all, SOURCE, report), report.path, undefined)).toBe(true)
  for (const part of [report, folder])
    expect(withPart(saved(part), SOURCE, { kind: 'all' }).parts).toEqual([part, { kind: 'all' }])
})

test('nothing outside of its source is saved with it', () => {
  expect(isSaved(saved({ kind: 'all' }), 'README.md', undefined)).toBe(false)
})

test('a part is chosen once, and what is left without parts is nothing', () => {
  const one = withPart(undefined, SOURCE, { kind: 'year', year: '2017' })
  expect(withPart(one, SOURCE, { kind: 'year', year: '2017' }).parts).toHaveLength(1)
  expect(withoutPart(one, { kind: 'year', year: '2016' })?.parts).toHaveLength(1)
  expect(withoutPart(one, { kind: 'year', year: '2017' })).toBeUndefined()
  const whole = withPart(one, SOURCE, { kind: 'all' })
  expect(withPart(whole, SOURCE, { kind: 'report', path: 'docs/a.md' }).parts).toEqual([
    { kind: 'all' },
  ])
})

test('what one has of a report without a network', () => {
  const [now, before] = ['a'.repeat(40) as Sha, 'b'.repeat(40) as Sha]
  expect(keepingOf(now, new Set([now]), true, [undefined])).toBe('saved')
  expect(keepingOf(now, new Set([now]), false, [now])).toBe('for now')
  expect(keepingOf(now, new Set([before]), true, [undefined, before])).toBe('older')
  expect(keepingOf(now, new Set(), true, [before])).toBe('none')
})
