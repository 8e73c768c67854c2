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
