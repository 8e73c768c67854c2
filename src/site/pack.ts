import { fail, isFailure, type Failure } from '../model/failure.ts'
import { isSha, type Sha } from '../model/sha.ts'
import { fetchBeside } from './fetch-beside.ts'

export interface PackedBlob {
  readonly sha: Sha
  readonly bytes: Uint8Array
}

/**
 * Many blobs as one run of bytes: four bytes with the length of the header (big endian), the header as JSON
 * `[[sha, size], …]`, then each blob. On a host it lies compressed with gzip, which browsers can undo.
 */
export function formatPack(blobs: readonly PackedBlob[]): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify(blobs.map(({ sha, bytes }) => [sha, bytes.length])),
  )
  const pack = new Uint8Array(
    blobs.reduce((sum, { bytes }) => sum + bytes.length, 4 + header.length),
  )
  new DataView(pack.buffer).setUint32(0, header.length)
  pack.set(header, 4)
  let at = 4 + header.length
  for (const { bytes } of blobs) {
    pack.set(bytes, at)
    at += bytes.length
  }
  return pack
}

/**
 * Blobs dealt out to packs of at most `limit` bytes each, in their order; a larger one stands alone. What fails on
 * the way costs one pack, and no pack keeps a slow phone busy for long.
 */
export function splitIntoPacks(
  blobs: readonly PackedBlob[],
  limit = 2_000_000,
): readonly (readonly PackedBlob[])[] {
  const packs: PackedBlob[][] = []
  let room = 0
  for (const blob of blobs) {
    room -= blob.bytes.length
    const last = packs.at(-1)
    if (last && room >= 0) last.push(blob)
    else {
      packs.push([blob])
      room = limit - blob.bytes.length
    }
  }
  return packs
}

/** The blobs of a pack; whether their bytes have their SHA is for the caller to check. */
export function parsePack(pack: Uint8Array, file: string): readonly PackedBlob[] | Failure {
  const damaged = () => fail({ kind: 'malformed', what: file, problem: 'the pack is damaged' })
  if (pack.length < 4) return damaged()
  const length = new DataView(pack.buffer, pack.byteOffset).getUint32(0)
  const header = readHeader(pack.subarray(4, 4 + length))
  if (!header || 4 + length > pack.length) return damaged()
  let at = 4 + length
  const blobs = header.map(([sha, size]) => ({ sha, bytes: pack.slice(at, (at += size)) }))
  return at === pack.length ? blobs : damaged()
}

function readHeader(bytes: Uint8Array): readonly (readonly [Sha, number])[] | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const isPair = (one: unknown): one is [Sha, number] =>
      Array.isArray(one) && isSha(one[0]) && Number.isInteger(one[1]) && (one[1] as number) >= 0
    return Array.isArray(json) && json.every(isPair) ? json : undefined
  } catch {
    // No JSON: the pack is damaged, as its caller says.
    return undefined
  }
}

/** Fetches one pack from beside the page and undoes its compression. Its name says what it holds: it is never stale. */
export async function fetchPack(
  fetch: typeof globalThis.fetch,
  base: string,
  { file }: { readonly file: string },
): Promise<readonly PackedBlob[] | Failure> {
  const got = await fetchBeside(fetch, base, file, 'default')
  return isFailure(got) ? got : readPack(got.bytes, file)
}

/** The blobs of a pack as it lies on the host. */
export async function readPack(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<readonly PackedBlob[] | Failure> {
  const pack = await inflate(bytes)
  return pack
    ? parsePack(pack, file)
    : fail({ kind: 'malformed', what: file, problem: 'the pack is damaged' })
}

/** Undoes gzip; bytes that are not compressed come back as they are. Undefined where they are damaged. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  // Some hosts undo the compression themselves on the way: gzip begins with 1f 8b.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch {
    // Cut short or changed on the way: the checksum at its end is wrong.
    return undefined
  }
}
