/** A place in a text, in characters. */
export interface PlaceInSource {
  readonly from: number
  readonly to: number
}

/** More words say no better where they stand. */
const MOST_WORDS = 12
/** Where a link leads, a tag, a character's name: between words that one reads beside each other. Each is bounded, so that many that nothing closes take linear time. */
const PARTS =
  /\]\([^)\n]{0,500}\)|\]\[[^\]\n]{0,500}\]|<[^>\n]{0,500}>|&#?\w{1,30};|([\p{L}\p{N}]+)/gu

/**
 * Where the words that one reads stand in the Markdown that they were written in, the first time below their heading;
 * the end of the heading where they cannot be found.
 */
export function placeInSource(
  source: string,
  words: string,
  heading?: string,
): PlaceInSource | undefined {
  const above = heading === undefined ? undefined : findHeading(source, heading)
  const start = above?.from ?? 0
  return (
    find(source, words, start) ??
    find(source, words, 0) ??
    (above && { from: above.to, to: above.to })
  )
}

function find(source: string, words: string, start: number): PlaceInSource | undefined {
  const wanted = (words.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
  const last = wanted.length - 1
  // A selection may begin and end within a word.
  const fits = (word: string, at: number): boolean => {
    const part = wanted[at] ?? ''
    if (last === 0) return word.includes(part)
    if (at === 0) return word.endsWith(part)
    return at === last ? word.startsWith(part) : word === part
  }
  const there = wordsOf(source, start)
  if (last < 0) return undefined
  for (const [index, first] of there.entries()) {
    if (!wanted.every((_, at) => fits(there[index + at]?.text ?? '', at))) continue
    const end = there[index + last]
    if (!end) return undefined
    const [begin = '', final = ''] = [wanted[0], wanted[last]]
    return {
      from: last ? first.to - begin.length : first.from + first.text.indexOf(begin),
      to: last ? end.from + final.length : first.from + first.text.indexOf(begin) + begin.length,
    }
  }
  return undefined
}

function wordsOf(source: string, start: number) {
  return Array.from(source.slice(start).matchAll(PARTS)).flatMap(({ 1: text, index }) => {
    const from = start + index
    return text === undefined ? [] : [{ text, from, to: from + text.length }]
  })
}

function findHeading(source: string, heading: string): PlaceInSource | undefined {
  const plain = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
  const wanted = plain(heading)
  for (const { 0: line, 1: words = '', index } of source.matchAll(/^#{1,6}[ \t]+(.*)$/gm)) {
    if (plain(words) === wanted) return { from: index, to: index + line.length }
  }
  return undefined
}
