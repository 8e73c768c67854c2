import { expect, test } from 'vitest'
import { decode } from '../../src/markdown/decode.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, little: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2))
  view.setUint16(0, 0xfeff, little)
  ;[...text].forEach((char, at) => {
    view.setUint16(at * 2 + 2, char.charCodeAt(0), little)
  })
  return new Uint8Array(view.buffer)
}

test('UTF-8 is read with or without a byte order mark', () => {
  expect(decode(bytes('Grüße, 世界'), 'a.md')).toBe('Grüße, 世界')
  expect(decode(bytes('\ufeff# Title'), 'a.md')).toBe('# Title')
})

test('UTF-16 is read in both byte orders where a byte order mark says so', () => {
  expect(decode(utf16('# Été\r\nx', true), 'a.md')).toBe('# Été\nx')
  expect(decode(utf16('# Été', false), 'a.md')).toBe('# Été')
})

test('every kind of line end becomes LF', () => {
  expect(decode(bytes('a\r\nb\rc\n'), 'a.md')).toBe('a\nb\nc\n')
})

test('a NUL among the first 8,000 bytes makes a file binary, a later one does not', () => {
  expect(decode(bytes('PK\0'), 'a.md')).toMatchObject({ kind: 'binary', path: 'a.md' })
  expect(decode(bytes(`${'x'.repeat(8000)}\0`), 'a.md')).toBeTypeOf('string')
})

test('more than 2 MB is too large, and 2 MB is not', () => {
  const limit = 2 * 1024 * 1024
  expect(decode(new Uint8Array(limit).fill(97), 'a.md')).toHaveLength(limit)
  expect(decode(new Uint8Array(limit + 1).fill(97), 'a.md')).toMatchObject({
    kind: 'too-large',
    bytes: limit + 1,
    limit,
  })
})

test('a pointer of Git LFS is recognised with the size it names', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n'
  expect(decode(bytes(pointer), 'a.md')).toMatchObject({ kind: 'large-file-storage', bytes: 12345 })
})

test('what is no UTF-8 is read as windows-1252', () => {
  expect(decode(Uint8Array.of(99, 97, 102, 0xe9, 32, 120), 'a.md')).toBe('café x')
})
