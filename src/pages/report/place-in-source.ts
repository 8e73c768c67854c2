/** A place in a text, in characters. */
export interface PlaceInSource {
  readonly from: number
  readonly to: number
}

/** More words say no better where they stand. */
const MOST_WORDS = 12
/** What may stand between two words that one reads beside each other: marks, and where a link leads. */
const BETWEEN = '(?:\\]\\([^)\\n]*\\)|\\]\\[[^\\]\\n]*\\]|<[^>\\n]*>|[^\\p{L}\\p{N}])*?'

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
  const parts = words.match(/[\p{L}\p{N}]+/gu) ?? []
  if (!parts.length) return undefined
  const sign = new RegExp(parts.slice(0, MOST_WORDS).join(BETWEEN), 'gu')
  sign.lastIndex = start
  const found = sign.exec(source)
  return found ? { from: found.index, to: sign.lastIndex } : undefined
}

function findHeading(source: string, heading: string): PlaceInSource | undefined {
  const plain = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
  const wanted = plain(heading)
  for (const { 0: line, 1: words = '', index } of source.matchAll(/^#{1,6}[ \t]+(.*)$/gm)) {
    if (plain(words) === wanted) return { from: index, to: index + line.length }
  }
  return undefined
}
