// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { expectWanted, shown } from './shown.ts'

const NIGHT = '<picture><source media="(prefers-color-scheme: light)">'
const DAY = '<picture><source media="(prefers-color-scheme: dark)">'

test.each([
  ['![x](a.png#gh-dark-mode-only)', NIGHT],
  ['![x](a.png#gh-light-mode-only)', DAY],
  ['[![x](a.png#gh-dark-mode-only)](https://example.org)', NIGHT],
  ['<img src="a.png#gh-light-mode-only" alt="x">', DAY],
  ['<p align="center">\n  <img alt="x" src="a.png#gh-dark-mode-only" width="40">\n</p>', NIGHT],
])('%s has nothing to show in the other theme', (text, opening) => {
  expectWanted(text)
  const picture = shown(text).querySelector('picture')
  expect(picture?.outerHTML).toContain(opening)
  expect(picture?.querySelector('img')?.alt).toBe('x')
})

test('other pictures, and words about these, stay as they are', () => {
  const text = '![x](a.png#gh-dark-mode) `#gh-dark-mode-only` <img src="b.png" alt="#gh-dark">'
  expect(shown(text).querySelector('picture')).toBeNull()
})

test('a hostile text takes no longer than its length', () => {
  shown('<img #gh-dark-mode-only '.repeat(5000))
  shown(`<div>${'<img src="#gh-dark-mode-only'.repeat(5000)}`)
  shown(`<div><img ${'src=#gh-dark-mode-onlysrc='.repeat(5000)}>`)
  shown(`<div><img ${' src='.repeat(20_000)}`)
})
