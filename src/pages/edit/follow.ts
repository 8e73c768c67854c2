/** Where something stands in the source, in characters, and in the preview, in pixels from its top. */
export interface Mark {
  readonly at: number
  readonly top: number
}

/** How far the preview is scrolled when its first line is what stands at this place of the source. */
export function scrollFor(at: number, marks: readonly Mark[], end: Mark): number {
  const index = marks.findLastIndex((mark) => mark.at <= at)
  const above = marks[index] ?? { at: 0, top: 0 }
  const below = marks[index + 1] ?? end
  const length = below.at - above.at
  const share = length > 0 ? Math.min(1, (at - above.at) / length) : 0
  return above.top + share * Math.max(0, below.top - above.top)
}
