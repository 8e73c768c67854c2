import type { Word } from './words.ts'

/* Which words of a report stand next to each other, in a little more than a byte a pair: a Bloom filter. */

const BITS_A_PAIR = 10
const PROBES = 6

/** All pairs of words that stand next to each other. */
export function pairsOf(texts: readonly (readonly Word[])[]): Uint8Array {
  const joined = new Set<string>()
  for (const words of texts) {
    words.forEach(({ term }, at) => {
      const next = words[at + 1]
      if (next) joined.add(term + next.term)
    })
  }
  const bytes = new Uint8Array(Math.ceil((joined.size * BITS_A_PAIR) / 8))
  for (const pair of joined) {
    for (const bit of bitsOf(pair, bytes))
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  return bytes
}

/** Whether two words that stand next to each other are these letters. Once in a hundred times yes in vain, never no. */
export function mayHold(pairs: Uint8Array, joined: string): boolean {
  if (!pairs.length) return false
  return bitsOf(joined, pairs).every((bit) => ((pairs[bit >> 3] ?? 0) >> (bit & 7)) & 1)
}

function bitsOf(text: string, { length }: Uint8Array): number[] {
  let [one, two] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two + code, 0x85ebca6b) ^ (two >>> 13)
  }
  return Array.from(
    { length: PROBES },
    (_, at) => ((one + Math.imul(at, two)) >>> 0) % (length * 8),
  )
}
