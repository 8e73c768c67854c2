/**
 * Whether a path matches a glob: `*` any characters of one part, `**` any parts, `?` one character. Matched part by
 * part without a regular expression, so that no glob can take long.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return matchParts(glob.split('/'), path.split('/'))
}

function matchParts(globs: readonly string[], parts: readonly string[]): boolean {
  return matchSequence(globs, parts, (glob) => glob === '**', matchPart)
}

const matchPart = (glob: string, part: string): boolean =>
  matchSequence(
    [...glob],
    [...part],
    (one) => one === '*',
    (one, character) => one === '?' || one === character,
  )

/** The usual two-pointer wildcard match: back to the last wildcard on a mismatch, at most n × m steps. */
function matchSequence<T>(
  pattern: readonly T[],
  items: readonly T[],
  isWild: (one: T) => boolean,
  matches: (one: T, item: T) => boolean,
): boolean {
  let at = 0
  let wild = -1
  let resume = 0
  for (let item = 0; item < items.length;) {
    const one = pattern[at]
    if (one !== undefined && isWild(one)) {
      wild = at++
      resume = item
    } else if (one !== undefined && matches(one, items[item] as T)) {
      at++
      item++
    } else if (wild >= 0) {
      at = wild + 1
      item = ++resume
    } else return false
  }
  return pattern.slice(at).every(isWild)
}
