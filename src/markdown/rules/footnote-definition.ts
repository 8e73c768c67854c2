interface Definition {
  readonly label: string
  readonly raw: string
  /** What is said of it, as a text of its own. */
  readonly text: string
}

const OPENING = /^ {0,3}\[\^([^\][\s]+)\]:[ \t]*/
const INDENT = /^(?: {4}| {0,3}\t)/
const BLANK = /^[ \t]*$/
/** A line that begins a block of its own and so does not go on with a paragraph that has lost its indent. */
const BLOCK =
  /^ {0,3}(?:\[\^[^\][\s]+\]:|#{1,6}(?:\s|$)|>|`{3}|~{3}|[*+-](?:\s|$)|1[.)]\s|<[a-z/!?]|([-_*])[ \t]*\1[ \t]*\1[-_* \t]*$)/i

/** The definition of a footnote that a text begins with: its line, what is indented below it, and what goes on with it. */
export function readDefinition(src: string): Definition | undefined {
  const [opening, label] = OPENING.exec(src) ?? []
  if (opening === undefined || label === undefined) return undefined
  let end = lineEnd(src, 0)
  const lines = [src.slice(opening.length, end)]
  let blank: string[] = []
  for (let from = end + 1; from < src.length;) {
    const to = lineEnd(src, from)
    const line = src.slice(from, to)
    from = to + 1
    if (BLANK.test(line)) {
      blank.push('')
      continue
    }
    const indented = INDENT.test(line)
    if (!indented && (blank.length || BLOCK.test(line) || !lines.at(-1)?.trim())) break
    lines.push(...blank, line.replace(INDENT, ''))
    blank = []
    end = to
  }
  return { label, raw: src.slice(0, end), text: lines.join('\n') }
}

function lineEnd(src: string, from: number): number {
  const end = src.indexOf('\n', from)
  return end < 0 ? src.length : end
}
