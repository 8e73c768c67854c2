import { describe, expect, test } from 'vitest'
import { encodePath, isPath } from '../../src/model/paths.ts'
import { isRef } from '../../src/model/refs.ts'

test.each(['..', '../../evil/repo', 'a/./b', 'a/../../../x'])('%s leaves no folder', (path) => {
  const above = 'https://raw.example/owner/name/'
  const { href } = new URL(above + encodePath(path))
  expect(href.startsWith(above)).toBe(true)
  expect(new URL(href).pathname.split('/')).toHaveLength(3 + path.split('/').length)
  expect(isPath(path)).toBe(false)
})

test('other names are encoded part by part', () => {
  expect(encodePath('C++ notes/..a/100%.md')).toBe('C%2B%2B%20notes/..a/100%25.md')
  expect(encodePath('')).toBe('')
  expect(isPath('')).toBe(true)
  expect(isPath('.github/...')).toBe(true)
})

describe('names of branches and tags', () => {
  test.each(['HEAD', 'main', 'notes/autumn', 'v1.0', 'a%b', 'größe', 'a@b', '#1'])('%s', (ref) => {
    expect(isRef(ref)).toBe(true)
  })
  test.each([
    ...['', '.', '..', 'a..b', '/a', 'a/', 'a//b', '.a', 'a/.b', 'a.', 'a.lock', 'a.lock/b'],
    ...['a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b', 'a\u0000', 'a\u007f', 'a@{1}'],
  ])('not %j', (ref) => {
    expect(isRef(ref)).toBe(false)
  })
})
