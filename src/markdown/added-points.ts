import { openSections } from './sections.ts'

/** A point that one text has under a heading and the other has not. */
interface AddedPoint {
  /** GitHub's id of the heading, without `user-content-`. */
  readonly section: string
  readonly words: string
}

export function addedPoints(before: string, after: string): readonly AddedPoint[] {
  const known = new Map(openSections(before).map(({ id, points }) => [id, points]))
  return openSections(after).flatMap(({ id, points }) =>
    points
      .filter((words) => !known.get(id)?.includes(words))
      .map((words) => ({ section: id, words })),
  )
}

/** Whether the second text is the first with one line more, empty ones aside, and nothing else. */
export function isOneLineMore(before: string, after: string): boolean {
  const old = written(before)
  const now = written(after)
  const at = now.findIndex((line, index) => line !== old[index])
  return now.length === old.length + 1 && now.toSpliced(at, 1).every((line, i) => line === old[i])
}

const written = (text: string): string[] => text.split('\n').filter((line) => line.trim())
