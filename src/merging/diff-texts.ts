import { diffWords, type Piece } from './diff-words.ts'
import { makeHunks, type DiffLine, type Hunk } from './hunks.ts'

export type ReviewLine = DiffLine & {
  /** Which of its words are not in the other text; none where the line as a whole is another. */
  readonly words?: readonly Piece[]
}

/** What a review shows of one file. */
export interface TextDiff {
  readonly hunks: readonly Hunk<ReviewLine>[]
  readonly added: number
  readonly removed: number
}

/** Always ends, however long or different the two texts are: then by whole blocks. */
export function diffTexts(before: string, after: string): TextDiff {
  const hunks = makeHunks(before, after).map((hunk): Hunk<ReviewLine> => ({
    ...hunk,
    lines: withWords(hunk.lines),
  }))
  const lines = hunks.flatMap((hunk) => hunk.lines)
  return {
    hunks,
    added: lines.filter((line) => line.kind === 'added').length,
    removed: lines.filter((line) => line.kind === 'removed').length,
  }
}

function withWords(lines: readonly DiffLine[]): readonly ReviewLine[] {
  return blocksOf(lines).flatMap((block): readonly ReviewLine[] => {
    const removed = block.filter((line) => line.kind === 'removed')
    const added = block.filter((line) => line.kind === 'added')
    if (!removed.length || !added.length) return block
    const texts = (side: readonly DiffLine[]) => side.map((line) => line.text)
    const words = diffWords(texts(removed), texts(added))
    return [...mark(removed, words.before), ...mark(added, words.after)]
  })
}

const mark = (
  lines: readonly DiffLine[],
  words: readonly (readonly Piece[] | undefined)[],
): readonly ReviewLine[] =>
  lines.map((line, at) => {
    const pieces = words[at]
    return pieces ? { ...line, words: pieces } : line
  })

/** Runs of same and of changed lines, in turn. */
function blocksOf(lines: readonly DiffLine[]): readonly DiffLine[][] {
  const blocks: DiffLine[][] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (last && (last[0]?.kind === 'same') === (line.kind === 'same')) last.push(line)
    else blocks.push([line])
  }
  return blocks
}
