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
    const [one, two] = probeOf(pair)
    for (let at = 0; at < PROBES; at++) {
      const bit = bitOf(one, two, at, bytes)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return bytes
}

/** Two words as one, made ready for the question whether they stand together, which is asked of every report. */
export type Probe = readonly [number, number]

/** Whether two words that stand next to each other are these letters. Once in a hundred times yes in vain, never no. */
export function mayHold(pairs: Uint8Array, [one, two]: Probe): boolean {
  for (let at = 0; at < PROBES; at++) {
    const bit = bitOf(one, two, at, pairs)
    if (!(((pairs[bit >> 3] ?? 0) >> (bit & 7)) & 1)) return false
  }
  return pairs.length > 0
}

const bitOf = (one: number, two: number, at: number, { length }: Uint8Array): number =>
  ((one + Math.imul(at, two)) >>> 0) % (length * 8)

export function probeOf(text: string): Probe {
  let [one, two] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two + code, 0x85ebca6b) ^ (two >>> 13)
  }
  return [one, two]
}
