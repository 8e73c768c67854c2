import type { DraftId } from './draft.ts'

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const LENGTH = 10

/** A new id; it begins with a letter, and has none that is easily mistaken. */
export function newDraftId(
  random = (count: number) => crypto.getRandomValues(new Uint8Array(count)),
): DraftId {
  const [first = 0, ...others] = random(LENGTH)
  const letters = [LETTERS[first % 24], ...others.map((one) => LETTERS[one % LETTERS.length])]
  return letters.join('') as DraftId
}
