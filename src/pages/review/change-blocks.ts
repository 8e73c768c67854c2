import type { ReviewLine } from '../../merging/diff-texts.ts'
import type { Hunk } from '../../merging/hunks.ts'

/** A run of lines that are all alike, or all changed. */
export interface LineBlock {
  readonly isChange: boolean
  readonly lines: readonly ReviewLine[]
}

/** The lines of a hunk as the changes that a person steps through, with what stands between them. */
export function lineBlocks({ lines }: Hunk<ReviewLine>): readonly LineBlock[] {
  const blocks: { isChange: boolean; lines: ReviewLine[] }[] = []
  for (const line of lines) {
    const isChange = line.kind !== 'same'
    const last = blocks.at(-1)
    if (last?.isChange === isChange) last.lines.push(line)
    else blocks.push({ isChange, lines: [line] })
  }
  return blocks
}
