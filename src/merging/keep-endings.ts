import { changedBlocks } from './changed-blocks.ts'
import { splitLines } from './split-lines.ts'

const BYTE_ORDER_MARK = '\ufeff'
const LINE = /([^\r\n]*)(\r\n|\r|\n|$)/y

interface EndedLine {
  readonly text: string
  /** '' where the text ends without one. */
  readonly end: string
}

/** A text as the editor has it: LF line ends, no byte order mark. */
export const plainText = (original: string): string => withoutMark(original).replace(/\r\n?/g, '\n')

/**
 * The text to write for one that was edited as `plainText(original)`: every line that stayed keeps its own end, a new
 * one takes its neighbour's, and the byte order mark stays.
 */
export function keepEndings(original: string, edited: string): string {
  const before = splitEnded(withoutMark(original))
  const { lines, finalNewline } = splitLines(edited)
  const ends = fillIn(lines, keptEnds(before, lines), before[0]?.end)
  const isEnded = finalNewline || isEndLost(before, lines)
  const text = lines
    .map((line, at) => line + (at < lines.length - 1 || isEnded ? (ends[at] ?? '\n') : ''))
    .join('')
  return original.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text
}

/**
 * Who writes below the last line rarely ends it, and means nothing by that: the final newline stays. Only where the
 * last line is what it was has its end been taken away on purpose.
 */
function isEndLost(before: readonly EndedLine[], lines: readonly string[]): boolean {
  const [was, is] = [before.at(-1), lines.at(-1)]
  return !!was?.end && is !== undefined && is !== was.text
}

/** The end of each line that stayed; undefined for a new one, and for one that had none. */
function keptEnds(
  before: readonly EndedLine[],
  lines: readonly string[],
): readonly (string | undefined)[] {
  const blocks = changedBlocks(
    before.map((line) => line.text),
    lines,
  )
  const ends: (string | undefined)[] = []
  let from = 0
  for (const block of [...blocks, undefined]) {
    for (const line of before.slice(from, block?.before.start)) ends.push(line.end || undefined)
    if (!block) break
    for (let at = block.after.start; at < block.after.end; at++) ends.push(undefined)
    from = block.before.end
  }
  return ends
}

/** A new line takes the end of the one above, the first ones that of the one below, or of the line that was there. */
function fillIn(
  lines: readonly string[],
  ends: readonly (string | undefined)[],
  first: string | undefined,
): readonly string[] {
  let last = ends.find((end) => end !== undefined) ?? (first || '\n')
  return ends.map((end, at) => {
    // A CR and an empty line's LF, when they meet, would be one CRLF, and the empty line gone.
    if (!(last === '\r' && end === '\n' && lines[at] === '' && at > 0)) last = end ?? last
    return last
  })
}

function splitEnded(text: string): readonly EndedLine[] {
  const lines: EndedLine[] = []
  LINE.lastIndex = 0
  while (LINE.lastIndex < text.length) {
    const [, line = '', end = ''] = LINE.exec(text) ?? []
    lines.push({ text: line, end })
  }
  return lines
}

const withoutMark = (text: string): string =>
  text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
