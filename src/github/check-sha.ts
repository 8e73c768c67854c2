import type { Sha } from '../model/sha.ts'

/**
 * The name Git gives to these bytes as a blob (SHA-1 of `blob LENGTH\0` and the bytes), or undefined where the
 * browser offers no SHA-1: a page without a secure context.
 */
export async function blobSha(bytes: Uint8Array): Promise<Sha | undefined> {
  if (!globalThis.crypto?.subtle) return undefined
  const head = new TextEncoder().encode(`blob ${bytes.length}\0`)
  const whole = new Uint8Array(head.length + bytes.length)
  whole.set(head)
  whole.set(bytes, head.length)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', whole))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as Sha
}
