/** List items, rows of a table, definitions of links: they stand below each other without a blank line. */
const ENTRY = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|\||\[[^\]]+\]:\s)/
/** A further line of a list item. */
const FURTHER = /^\s+\S/

type Lines = readonly string[]

/**
 * Two additions to one place, the first above the second, every line as its author wrote it. Blank lines between them
 * follow from what they are: none between entries, unless the list above (`before`) has them; one between others.
 */
export function joinAdditions(first: Lines, second: Lines, before: Lines): Lines {
  const [above, below] = [withoutBlanks(first), withoutBlanks(second)]
  if (!above.lines.length) return second
  if (!below.lines.length) return first
  const tight = isEntry(above.lines.at(-1)) && ENTRY.test(below.lines[0] ?? '') && !isLoose(before)
  const [leading, trailing] = [
    longer(above.leading, below.leading),
    longer(above.trailing, below.trailing),
  ]
  return [...leading, ...above.lines, ...(tight ? [] : ['']), ...below.lines, ...trailing]
}

const isEntry = (line = ''): boolean => ENTRY.test(line) || FURTHER.test(line)

/** Whether a list ends here whose last item has a blank line after it. */
const isLoose = (before: Lines): boolean =>
  isBlank(before.at(-1)) && isEntry(before.findLast((line) => !isBlank(line)))

function withoutBlanks(lines: Lines) {
  const start = lines.findIndex((line) => !isBlank(line))
  if (start < 0) return { leading: lines, lines: [], trailing: [] }
  const end = lines.findLastIndex((line) => !isBlank(line)) + 1
  return {
    leading: lines.slice(0, start),
    lines: lines.slice(start, end),
    trailing: lines.slice(end),
  }
}

const longer = (one: Lines, other: Lines): Lines => (other.length > one.length ? other : one)

const isBlank = (line: string | undefined): boolean => line?.trim() === ''
