import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Sha } from '../../src/model/sha.ts'
import { fetchPack, formatPack, parsePack, splitIntoPacks } from '../../src/site/pack.ts'

const blob = (digit: string, bytes: Uint8Array) => ({ sha: digit.repeat(40) as Sha, bytes })
const text = (value: string) => new TextEncoder().encode(value)
const blobs = [blob('a', text('one')), blob('b', text('')), blob('c', Uint8Array.of(0, 255, 10))]
const damaged = { kind: 'malformed', problem: 'the pack is damaged' }
const answering = (bytes: Uint8Array) =>
  (() => Promise.resolve(new Response(bytes as BodyInit))) as typeof fetch
const fetched = (bytes: Uint8Array) =>
  fetchPack(answering(bytes), 'http://host/', { file: 'x.pack' })

test('what is packed comes out again', async () => {
  expect(parsePack(formatPack(blobs), 'x.pack')).toEqual(blobs)
  expect(parsePack(formatPack([]), 'x.pack')).toEqual([])
  expect(await fetched(gzipSync(formatPack(blobs)))).toEqual(blobs)
  // Some hosts send it with Content-Encoding: gzip, and the browser has undone it.
  expect(await fetched(formatPack(blobs))).toEqual(blobs)
})

test('every damaged pack is a failure', async () => {
  const pack = formatPack(blobs)
  for (let length = 0; length < pack.length; length++) {
    expect(parsePack(pack.subarray(0, length), 'x.pack')).toMatchObject(damaged)
  }
  expect(parsePack(Uint8Array.of(...pack, 0), 'x.pack')).toMatchObject(damaged)
  expect(parsePack(withHeader('[["short",1]]', 1), 'x.pack')).toMatchObject(damaged)
  expect(parsePack(withHeader(`[["${'a'.repeat(40)}",-1]]`, 0), 'x.pack')).toMatchObject(damaged)
  expect(parsePack(withHeader('{}', 0), 'x.pack')).toMatchObject(damaged)
  const whole = gzipSync(pack)
  expect(await fetched(whole.subarray(0, whole.length - 9))).toMatchObject(damaged)
  expect(await fetched(text('<html>not found'))).toMatchObject(damaged)
  const changed = Uint8Array.from(whole)
  changed[changed.length - 7] = (changed[changed.length - 7] ?? 0) ^ 1
  expect(await fetched(changed)).toMatchObject(damaged)
})

test('packs hold at most so much; a larger blob stands alone', () => {
  const sizes = (...lengths: number[]) =>
    splitIntoPacks(
      lengths.map((length) => blob('a', new Uint8Array(length))),
      10,
    ).map((pack) => pack.map((one) => one.bytes.length))
  expect(sizes()).toEqual([])
  expect(sizes(4, 6, 1, 9, 1)).toEqual([[4, 6], [1, 9], [1]])
  expect(sizes(1, 25, 1)).toEqual([[1], [25], [1]])
})

function withHeader(header: string, content: number): Uint8Array {
  const pack = new Uint8Array(4 + header.length + content)
  new DataView(pack.buffer).setUint32(0, header.length)
  pack.set(text(header), 4)
  return pack
}
