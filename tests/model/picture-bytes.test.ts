import { expect, test } from 'vitest'
import { pictureName, pictureTypeOf } from '../../src/model/picture-bytes.ts'

const bytes = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0))

test.each([
  ['\x89PNG\r\n\x1a\n1234', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF1234WEBPVP8 ', 'image/webp'],
  ['\0\0\0\x1cftypavif', 'image/avif'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['<?xml version="1.0"?>\n<!-- drawn -->\n<svg >', 'image/svg+xml'],
  ['<html><svg></svg></html>', undefined],
  ['MZ', undefined],
  ['', undefined],
])('%j is %s', (text, type) => {
  expect(pictureTypeOf(bytes(text))).toBe(type)
})

test.each([
  ['A Whale.PNG', 'image/png', 'a-whale.png'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['photo.png', 'image/jpeg', 'photo.jpg'],
  ['../../x', 'image/gif', 'x.gif'],
  ['Köln.webp', 'image/webp', 'ko-ln.webp'],
  ['鯨', 'image/svg+xml', 'picture.svg'],
])('%s of type %s is stored as %s', (name, type, expected) => {
  expect(pictureName(name, type)).toBe(expected)
})
