import { expect, test } from 'vitest'
import { freePath, pictureFolder, relativePath } from '../../src/model/picture-folder.ts'

test('a picture goes where the nearest ones lie', () => {
  const paths = ['docs/images/a.png', 'docs/images/b.svg', 'logo.png', 'docs/x.md']
  expect(pictureFolder('docs/x.md', paths)).toBe('docs/images')
  expect(pictureFolder('docs/deep/x.md', paths)).toBe('docs/images')
  expect(pictureFolder('x.md', paths)).toBe('')
})

test('of folders that are as near, the one with more of them', () => {
  const paths = ['docs/a/1.png', 'docs/b/1.png', 'docs/b/2.png']
  expect(pictureFolder('docs/x.md', paths)).toBe('docs/b')
})

test('without any, beside the report', () => {
  expect(pictureFolder('docs/x.md', ['docs/x.md'])).toBe('docs')
  expect(pictureFolder('x.md', [])).toBe('')
})

test.each([
  ['docs/x.md', 'docs/images/a.png', 'images/a.png'],
  ['docs/posts/x.md', 'docs/images/a.png', '../images/a.png'],
  ['x.md', 'a.png', 'a.png'],
  ['a/b/x.md', 'c.png', '../../c.png'],
])('%s names %s as %s', (report, path, expected) => {
  expect(relativePath(report, path)).toBe(expected)
})

test('a name that is taken gets a number', () => {
  const taken = new Set(['images/a.png', 'images/a-2.png'])
  expect(freePath('images', 'a.png', (path) => taken.has(path))).toBe('images/a-3.png')
  expect(freePath('', 'a.png', () => false)).toBe('a.png')
})
