import { expect, test } from 'vitest'
import { reversePatch } from '../../src/merging/reverse-patch.ts'

test.for([
  ['one line more', 'a\nb\nc\n', '@@ -1,2 +1,3 @@\n a\n+b\n c', 'a\nc\n'],
  ['two hunks', 'x\na\nb\nc\ny\n', '@@ -1 +1,2 @@\n+x\n a\n@@ -3 +4,2 @@\n c\n+y', 'a\nb\nc\n'],
  ['a line changed', 'a\nB\n', '@@ -1,2 +1,2 @@\n a\n-b\n+B', 'a\nb\n'],
  ['all taken out between', 'a\n', '@@ -2,2 +1,0 @@\n-b\n-c', 'a\nb\nc\n'],
  [
    'the last line was not ended',
    'a\nb\n',
    '@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b',
    'a',
  ],
  [
    'the last line is not ended',
    'a\nb',
    '@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file',
    'a\n',
  ],
  ['CRLF in the patch', 'a\nb\n', '@@ -1 +1,2 @@\r\n a\r\n+b\r', 'a\n'],
] as const)('a patch is taken back: %s', ([, after, patch, before]) => {
  expect(reversePatch(after, patch)).toBe(before)
})

test('a patch of another text is none of this one', () => {
  expect(reversePatch('a\nz\n', '@@ -1 +1,2 @@\n a\n+b')).toBeUndefined()
  expect(reversePatch('a\n', '@@ -9 +9,2 @@\n a\n+b')).toBeUndefined()
})
