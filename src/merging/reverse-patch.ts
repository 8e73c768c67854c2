import { joinLines, splitLines } from './split-lines.ts'

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/

/**
 * The text as it was before a patch, which is given as GitHub's API gives it: hunks alone, without a head. Both texts
 * as an editor has them. Undefined where the patch is not this text's.
 */
export function reversePatch(text: string, patch: string): string | undefined {
  const { lines, finalNewline } = splitLines(text)
  const before: string[] = []
  let at = 0
  /** The lines whose end the patch says to be missing. */
  const unended = new Set<string>()
  let last = ''
  for (const row of patch.replace(/\r(?=\n|$)/g, '').split('\n')) {
    const hunk = HUNK.exec(row)
    if (hunk) {
      // A hunk that leaves no line is named by the line before it.
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      if (start < at || start > lines.length) return undefined
      before.push(...lines.slice(at, start))
      at = start
    } else if (row.startsWith('-')) before.push(row.slice(1))
    else if (row.startsWith('\\')) unended.add(last.charAt(0))
    else {
      if (lines[at] !== row.slice(1)) return undefined
      at += 1
      if (row.startsWith(' ')) before.push(row.slice(1))
    }
    last = row
  }
  before.push(...lines.slice(at))
  const wasEnded = !unended.has('-') && (finalNewline || unended.has('+'))
  return joinLines({ lines: before, finalNewline: wasEnded })
}
