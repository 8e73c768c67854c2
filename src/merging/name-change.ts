import type { ChangeKind } from '../model/proposal-words.ts'
import type { TextDiff } from './diff-texts.ts'

/** More changed words than these are an edit. */
const FEW_WORDS = 5
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/
const FURTHER = /^(?:\s+\S.*|\s*)$/
const WORDS = /[\p{L}\p{M}\p{N}]+/gu

/** What a person would call the change between two texts. */
export function nameChange({ hunks, added, removed }: TextDiff): ChangeKind {
  const lines = hunks.flatMap((hunk) => hunk.lines).filter((line) => line.kind !== 'same')
  if (!removed) {
    const items = lines.filter((line) => ITEM.test(line.text)).length
    const isList = lines.every((line) => ITEM.test(line.text) || FURTHER.test(line.text))
    return items && isList ? (items === 1 ? 'point' : 'points') : 'edited'
  }
  if (added !== removed || lines.some((line) => !line.words)) return 'edited'
  const changed = (kind: 'added' | 'removed') =>
    lines
      .filter((line) => line.kind === kind)
      .flatMap((line) => line.words ?? [])
      .filter((piece) => piece.changed)
      .reduce((sum, piece) => sum + (piece.text.match(WORDS) ?? []).length, 0)
  const words = Math.max(changed('added'), changed('removed'))
  if (words > FEW_WORDS) return 'edited'
  return words === 1 ? 'word' : words ? 'words' : 'edited'
}
