import { createHash } from 'node:crypto'

/** A name for this content and no other. */
export const nameOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 10)
