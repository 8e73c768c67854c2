import { diffArrays } from 'diff'

/** Where two lists differ: `before` from `start` to `end`, the end left out, became `after`. */
export interface ChangedBlock {
  readonly before: Span
  readonly after: Span
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** The work grows with the square of this; two texts that differ in more are no edit of each other. */
const MOST_EDITS = 2000

/**
 * The changed blocks in their order; between two of them the lists are equal. Always ends, and always alike: where
 * too much differs, all between what begins and what ends alike is one block.
 */
export function changedBlocks(
  before: readonly string[],
  after: readonly string[],
): readonly ChangedBlock[] {
  const start = commonStart(before, after)
  const tail = commonEnd(before, after, start)
  const end = { before: before.length - tail, after: after.length - tail }
  const [old, now] = [before.slice(start, end.before), after.slice(start, end.after)]
  const whole = {
    before: { start, end: end.before },
    after: { start, end: end.after },
  }
  if (!old.length && !now.length) return []
  if (!old.length || !now.length) return [whole]
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS })
  if (!changes) return [whole]

  const blocks: ChangedBlock[] = []
  let at = { before: start, after: start }
  let from = at
  const close = () => {
    if (from.before === at.before && from.after === at.after) return
    blocks.push({
      before: { start: from.before, end: at.before },
      after: { start: from.after, end: at.after },
    })
  }
  for (const { added, removed, count } of changes) {
    const same = !added && !removed
    if (same) close()
    at = {
      before: at.before + (added ? 0 : count),
      after: at.after + (removed ? 0 : count),
    }
    if (same) from = at
  }
  close()
  return blocks
}

/** How many entries two lists begin with alike. */
export function commonStart(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length)
  let count = 0
  while (count < most && one[count] === other[count]) count++
  return count
}

/** How many entries two lists end with alike, the first `start` of both left out. */
export function commonEnd(one: readonly string[], other: readonly string[], start: number): number {
  const most = Math.min(one.length, other.length) - start
  let count = 0
  while (count < most && one.at(-1 - count) === other.at(-1 - count)) count++
  return count
}
