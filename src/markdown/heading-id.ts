/**
 * Gives the headings of one document, in their order, the ids that GitHub gives them (without `user-content-`).
 * It takes the heading's text as shown: code and link text are in it, tags and pictures are not.
 */
export function createHeadingIds(): (text: string) => string {
  const taken = new Map<string, number>()
  return (text) => {
    // Ruby's `\p{Word}`, which GitHub uses, is Alphabetic, Mark, Nd and Pc together. Nothing is trimmed: a heading
    // that begins with a picture has an id that begins with a hyphen.
    const base = text
      .toLowerCase()
      .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    let id = base
    let count = taken.get(base) ?? 0
    while (taken.has(id)) id = `${base}-${++count}`
    taken.set(base, count)
    taken.set(id, taken.get(id) ?? 0)
    return id
  }
}
