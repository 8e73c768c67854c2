import { changedBlocks, type ChangedBlock } from './changed-blocks.ts'

/** One line of a diff, with its number in each text that has it, the first being 1. */
export type DiffLine = (
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number }
) & {
  readonly text: string
  /** The last line of its text, and no newline after it. */
  readonly unended?: true
}

/** Changed lines that stand near each other, with the lines around them. */
export interface Hunk<Line extends DiffLine = DiffLine> {
  readonly before: HunkRange
  readonly after: HunkRange
  readonly lines: readonly Line[]
}

/** As Git counts: where there is no line, `start` is the one above. */
interface HunkRange {
  readonly start: number
  readonly count: number
}

const CONTEXT = 3

/** Lines end with LF here; a CR before it is part of the line, as it is for Git. */
export function makeHunks(before: string, after: string): readonly Hunk[] {
  const [old, now] = [endedLines(before), endedLines(after)]
  return nearBlocks(changedBlocks(old, now)).map((blocks) => makeHunk(old, now, blocks))
}

/** With their LF, so that a last line without one differs from one with it. */
const endedLines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

function nearBlocks(blocks: readonly ChangedBlock[]): readonly ChangedBlock[][] {
  const groups: ChangedBlock[][] = []
  let end = -Infinity
  for (const block of blocks) {
    if (block.before.start - end <= 2 * CONTEXT) groups.at(-1)?.push(block)
    else groups.push([block])
    end = block.before.end
  }
  return groups
}

function makeHunk(
  old: readonly string[],
  now: readonly string[],
  blocks: readonly ChangedBlock[],
): Hunk {
  const lines: DiffLine[] = []
  const [first, last] = [blocks[0], blocks.at(-1)]
  const start = Math.max(0, (first?.before.start ?? 0) - CONTEXT)
  const end = Math.min(old.length, (last?.before.end ?? 0) + CONTEXT)
  const skew = (first?.after.start ?? 0) - (first?.before.start ?? 0)
  let at = { before: start, after: start + skew }
  const keepUntil = (until: number) => {
    for (; at.before < until; at = { before: at.before + 1, after: at.after + 1 }) {
      const numbers = { before: at.before + 1, after: at.after + 1 }
      lines.push({ kind: 'same', ...numbers, ...textOf(old[at.before]) })
    }
  }
  for (const { before, after } of blocks) {
    keepUntil(before.start)
    for (let row = before.start; row < before.end; row++) {
      lines.push({ kind: 'removed', before: row + 1, ...textOf(old[row]) })
    }
    for (let row = after.start; row < after.end; row++) {
      lines.push({ kind: 'added', after: row + 1, ...textOf(now[row]) })
    }
    at = { before: before.end, after: after.end }
  }
  keepUntil(end)
  return {
    before: rangeOf(start, at.before),
    after: rangeOf(start + skew, at.after),
    lines,
  }
}

const rangeOf = (start: number, end: number): HunkRange => ({
  start: end > start ? start + 1 : start,
  count: end - start,
})

const textOf = (line = ''): { text: string; unended?: true } =>
  line.endsWith('\n') ? { text: line.slice(0, -1) } : { text: line, unended: true }
