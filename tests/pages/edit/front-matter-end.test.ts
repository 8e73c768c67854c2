import { expect, test } from 'vitest'
import { frontMatterEnd } from '../../../src/pages/edit/front-matter-end.ts'

test.each([
  ['---\ntitle: A\n---\ntext', 16],
  ['---\ntitle: A\n...\ntext', 16],
  ['+++\ntitle = "A"\n+++', 19],
  ['---\n---', 7],
  ['---\ntitle: A\n', 0],
  ['text\n---\na: b\n---\n', 0],
  ['', 0],
])('%j ends at %i', (text, end) => {
  expect(frontMatterEnd(text)).toBe(end)
})
