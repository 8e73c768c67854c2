import { diffArrays } from 'diff'

/** A piece of a line, and whether the other side has it too. */
export interface Piece {
  readonly text: string
  readonly changed: boolean
}

export interface ChangedWords {
  /** One entry for each line; none where the line has too little in common with the other side. */
  readonly before: readonly (readonly Piece[] | undefined)[]
  readonly after: readonly (readonly Piece[] | undefined)[]
}

/** Scripts that put no space between words: there, and for signs, one character counts as a word. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]`
// jsdiff's own rule for words knows Latin letters alone, and takes Cyrillic or Greek apart.
const WORD = new RegExp(
  String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}_])+|\n|[^\S\n]+|.\p{M}*`,
  'gu',
)
const MOST_EDITS = 1000
/** In milliseconds; a block that takes longer is shown as lines. */
const TIMEOUT = 300
/** So much of a line must be in both texts before the rest is worth marking. */
const COMMON_SHARE = 0.35

/** The lines of one changed block, refined by words. Lines that were wrapped anew are compared across their ends. */
export function diffWords(before: readonly string[], after: readonly string[]): ChangedWords {
  const none = { before: before.map(() => undefined), after: after.map(() => undefined) }
  if (!before.length || !after.length) return none
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const changes = diffArrays(old, now, {
    comparator: isSameWord,
    maxEditLength: MOST_EDITS,
    timeout: TIMEOUT,
  })
  if (!changes) return none
  const [oldPieces, newPieces]: [Piece[], Piece[]] = [[], []]
  const at = { old: 0, now: 0 }
  for (const { added, removed, count } of changes) {
    const changed = added || removed
    const take = (words: readonly string[], from: number) => ({
      text: words.slice(from, from + count).join(''),
      changed,
    })
    if (!added) oldPieces.push(take(old, (at.old += count) - count))
    if (!removed) newPieces.push(take(now, (at.now += count) - count))
  }
  return { before: linesOf(oldPieces), after: linesOf(newPieces) }
}

/** A line end where a space was: the text is wrapped elsewhere, and no word of it is another. */
const isSameWord = (one: string, other: string): boolean =>
  one === other || (one === ' ' && other === '\n') || (one === '\n' && other === ' ')

const linesOf = (pieces: readonly Piece[]): ChangedWords['before'] =>
  splitPieces(pieces).map((line) => (isAlike(line) ? line : undefined))

const wordsOf = (lines: readonly string[]): string[] => lines.join('\n').match(WORD) ?? []

/** Pieces of several lines as the pieces of each. */
function splitPieces(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]]
  for (const { text, changed } of pieces) {
    text.split('\n').forEach((part, at) => {
      if (at) lines.push([])
      if (part) lines.at(-1)?.push({ text: part, changed })
    })
  }
  return lines
}

function isAlike(line: readonly Piece[]): boolean {
  const size = (pieces: readonly Piece[]) =>
    pieces.reduce((sum, piece) => sum + piece.text.replace(/\s/g, '').length, 0)
  return size(line.filter((piece) => !piece.changed)) > COMMON_SHARE * size(line)
}
