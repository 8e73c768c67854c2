import { changedBlocks, type ChangedBlock, type Span } from './changed-blocks.ts'

type Lines = readonly string[]

/** Three lists in which each run of lines that neither side touched stands as one entry, and the way back. */
export interface Shortened {
  readonly base: Lines
  readonly mine: Lines
  readonly theirs: Lines
  readonly lengthen: (lines: Lines) => Lines
}

/** diff3 takes the square of a text's length, and more where many lines are blank: a long one is shortened for it. */
export function shorten(base: Lines, mine: Lines, theirs: Lines): Shortened {
  const [byMe, byThem] = [changedBlocks(base, mine), changedBlocks(base, theirs)]
  const runs = untouched(base.length, [...byMe, ...byThem])
  // No line has a line end in it, so no line is taken for a run.
  const named = new Map(runs.map((run, at) => [`\n${at}`, base.slice(run.start, run.end)]))
  return {
    base: withRuns(base, [], runs),
    mine: withRuns(mine, byMe, runs),
    theirs: withRuns(theirs, byThem, runs),
    lengthen: (lines) => lines.flatMap((line) => named.get(line) ?? line),
  }
}

function untouched(length: number, blocks: readonly ChangedBlock[]): readonly Span[] {
  const touched = blocks.map((block) => block.before).sort((a, b) => a.start - b.start)
  const runs: Span[] = []
  let at = 0
  for (const { start, end } of [...touched, { start: length, end: length }]) {
    if (start > at) runs.push({ start: at, end: start })
    at = Math.max(at, end)
  }
  return runs
}

function withRuns(lines: Lines, blocks: readonly ChangedBlock[], runs: readonly Span[]): Lines {
  const shortened: string[] = []
  let [at, moved, next] = [0, 0, 0]
  runs.forEach((run, name) => {
    for (; blocks[next] && (blocks[next]?.before.end ?? 0) <= run.start; next++) {
      moved = (blocks[next]?.after.end ?? 0) - (blocks[next]?.before.end ?? 0)
    }
    for (; at < run.start + moved; at++) shortened.push(lines[at] ?? '')
    shortened.push(`\n${name}`)
    at = run.end + moved
  })
  for (; at < lines.length; at++) shortened.push(lines[at] ?? '')
  return shortened
}
