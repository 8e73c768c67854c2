import type { Part } from '../../model/search.ts'

/** In characters: on a phone this is one line, and the first word that was found stands on it or the next. */
const BEFORE = 40

/** A sentence from shortly before the first word that was found. */
export function fromWords(parts: readonly Part[]): readonly Part[] {
  const first = parts[0]
  if (!first || first.isMarked || !parts[1] || first.text.length <= BEFORE) return parts
  const end = first.text.slice(-BEFORE)
  // At a word's beginning, where there is one; scripts without spaces have none.
  const text = `… ${end.slice(end.search(/\s/) + 1)}`
  return [{ ...first, text }, ...parts.slice(1)]
}
