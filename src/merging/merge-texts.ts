import { diff3MergeRegions } from 'node-diff3'
import { changedBlocks, commonEnd, commonStart } from './changed-blocks.ts'
import { joinAdditions } from './join-additions.ts'
import { shorten } from './shorten.ts'
import { joinLines, splitLines, type Lines } from './split-lines.ts'

/**
 * Three texts as the editor has them: LF line ends, no byte order mark. What a merge gives goes through
 * `keepEndings`, with the text of theirs as it lies in the repository, before it is written.
 */
export interface Versions {
  /** What the edit began from. */
  readonly base: string
  readonly mine: string
  /** What the repository has by now. */
  readonly theirs: string
}

export type Merged = Clean | Conflicting

interface Clean {
  readonly kind: 'clean'
  readonly text: string
  /** Where the text is not what I wrote: to be shown before it is sent. */
  readonly changedByThem: readonly LineRange[]
}

export interface Conflicting {
  readonly kind: 'conflict'
  readonly parts: readonly MergePart[]
  readonly finalNewline: boolean
}

/** `count` lines from `line`, the first line being 1; none where lines before `line` were taken out. */
interface LineRange {
  readonly line: number
  readonly count: number
}

type MergePart = { readonly kind: 'agreed'; readonly lines: readonly string[] } | ConflictPart

export interface ConflictPart {
  readonly kind: 'conflict'
  readonly base: readonly string[]
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  /** Both put something at the same place and took nothing away: both may stay. */
  readonly onlyAdditions: boolean
}

/** `both`: theirs first, then mine. */
export type Choice = 'mine' | 'theirs' | 'both' | { readonly text: string }

/**
 * Merges by lines. A line of theirs is missing from what comes out (the clean text; or the agreed lines and theirs in
 * the conflicts) only if it is a line of the base that I took out and they left; and the same the other way round.
 */
export function mergeTexts(versions: Versions): Merged {
  const base = splitLines(versions.base)
  const mine = splitLines(versions.mine)
  const theirs = splitLines(versions.theirs)
  const parts = mergeLines(base.lines, mine.lines, theirs.lines)
  const { finalNewline } = mine.finalNewline === base.finalNewline ? theirs : mine
  if (parts.some((part) => part.kind === 'conflict'))
    return { kind: 'conflict', parts, finalNewline }
  const lines = parts.flatMap((part) => (part.kind === 'agreed' ? part.lines : []))
  return {
    kind: 'clean',
    text: joinLines({ lines, finalNewline }),
    changedByThem: changedBlocks(mine.lines, lines).map(({ after }) => ({
      line: after.start + 1,
      count: after.end - after.start,
    })),
  }
}

/** The text, with one choice for each conflict in their order; undefined while one of them is missing. */
export function resolve(
  { parts, finalNewline }: Conflicting,
  choices: readonly (Choice | undefined)[],
): string | undefined {
  const lines: string[] = []
  let next = 0
  for (const part of parts) {
    const chosen = part.kind === 'agreed' ? part.lines : choose(part, choices[next++], lines)
    if (!chosen) return undefined
    for (const line of chosen) lines.push(line)
  }
  return joinLines({ lines, finalNewline })
}

function choose(
  part: ConflictPart,
  choice: Choice | undefined,
  before: readonly string[],
): readonly string[] | undefined {
  if (choice === 'mine') return part.mine
  if (choice === 'theirs') return part.theirs
  if (choice === 'both') return joinAdditions(part.theirs, part.mine, before)
  return choice && splitLines(choice.text).lines
}

type List = Lines['lines']

/** In steps of diff3's search; beyond it a merge would hold the page up for long. */
const MOST_WORK = 2e8

function mergeLines(base: List, mine: List, theirs: List): MergePart[] {
  if (workOf(base, mine, theirs) <= MOST_WORK) return joinAgreed(mergeShort(base, mine, theirs))
  const short = shorten(base, mine, theirs)
  // These are no edit of each other: a person compares them as a whole.
  if (workOf(short.base, short.mine, short.theirs) > MOST_WORK) {
    return mergeRegion(base, mine, theirs)
  }
  const parts = mergeShort(short.base, short.mine, short.theirs)
  return joinAgreed(parts.map((part) => lengthen(part, short.lengthen)))
}

/** Each pair of equal lines may be compared with every line: a text that is half blank lines is the worst. */
function workOf(base: List, mine: List, theirs: List): number {
  const counts = new Map<string, number>()
  for (const line of base) counts.set(line, (counts.get(line) ?? 0) + 1)
  const pairs = [...mine, ...theirs].reduce((sum, line) => sum + (counts.get(line) ?? 0), 0)
  return pairs * base.length
}

const mergeShort = (base: List, mine: List, theirs: List): MergePart[] =>
  diff3MergeRegions([...mine], [...base], [...theirs]).flatMap((region) =>
    region.stable
      ? agreed(region.bufferContent)
      : mergeRegion(region.oContent, region.aContent, region.bContent),
  )

const lengthen = (part: MergePart, long: (lines: List) => List): MergePart =>
  part.kind === 'agreed'
    ? agreed(long(part.lines))
    : { ...part, base: long(part.base), mine: long(part.mine), theirs: long(part.theirs) }

function mergeRegion(base: List, mine: List, theirs: List): MergePart[] {
  const start = commonStart(mine, theirs)
  if (start === mine.length && start === theirs.length) return [agreed(mine)]
  if (base.length) return [{ kind: 'conflict', base, mine, theirs, onlyAdditions: false }]
  // What both have added alike is agreed: the blank line after a new point, a point that was sent twice.
  const end = commonEnd(mine, theirs, start)
  const cut = (list: List) => list.slice(start, list.length - end)
  const [myOwn, theirOwn] = [cut(mine), cut(theirs)]
  const middle: MergePart =
    myOwn.length && theirOwn.length
      ? { kind: 'conflict', base, mine: myOwn, theirs: theirOwn, onlyAdditions: true }
      : agreed([...theirOwn, ...myOwn])
  return [agreed(mine.slice(0, start)), middle, agreed(mine.slice(mine.length - end))]
}

const agreed = (lines: List): MergePart => ({ kind: 'agreed', lines })

function joinAgreed(parts: readonly MergePart[]): MergePart[] {
  const joined: MergePart[] = []
  let run: string[][] = []
  const close = () => {
    if (run.length) joined.push(agreed(run.flat()))
    run = []
  }
  for (const part of parts) {
    if (part.kind === 'agreed') {
      if (part.lines.length) run.push([...part.lines])
      continue
    }
    close()
    joined.push(part)
  }
  close()
  return joined
}
