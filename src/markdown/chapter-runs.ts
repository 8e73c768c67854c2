import type { Chapter } from './chapter.ts'

/** A part of a paragraph or list: the chapters of one video, or none and what else stands there. */
export interface Part<Unit> {
  readonly chapters: readonly Chapter[]
  readonly units: readonly Unit[]
}

/**
 * Finds where at least two chapters of one video follow each other. `goOn` says what a chapter becomes by the units
 * that stand between it and the next.
 */
export function partsOf<Unit>(
  units: readonly Unit[],
  read: (unit: Unit) => Chapter | undefined,
  goOn: (chapter: Chapter, between: readonly Unit[]) => Chapter | undefined,
): Part<Unit>[] {
  const parts: { chapters: Chapter[]; units: Unit[] }[] = []
  let waiting: Unit[] = []
  const endWaiting = () => {
    if (waiting.length) parts.push({ chapters: [], units: waiting })
    waiting = []
  }
  for (const unit of units) {
    const chapter = read(unit)
    if (!chapter) {
      waiting.push(unit)
      continue
    }
    const open = parts.at(-1)
    const last = open?.chapters.at(-1)
    const before =
      last && isSameVideo(last, chapter) && (waiting.length ? goOn(last, waiting) : last)
    if (open && before) {
      open.chapters.splice(-1, 1, before, chapter)
      open.units.push(...waiting, unit)
      waiting = []
    } else {
      endWaiting()
      parts.push({ chapters: [chapter], units: [unit] })
    }
  }
  endWaiting()
  return withoutLoners(parts)
}

const isSameVideo = ({ video: a }: Chapter, { video: b }: Chapter): boolean =>
  a.host === b.host && a.id === b.id

/** One chapter makes no list of them: it stays with what stands beside it. */
function withoutLoners<Unit>(parts: readonly Part<Unit>[]): Part<Unit>[] {
  const kept: { chapters: readonly Chapter[]; units: Unit[] }[] = []
  for (const { chapters, units } of parts) {
    const last = kept.at(-1)
    if (chapters.length > 1) kept.push({ chapters, units: [...units] })
    else if (last && !last.chapters.length) last.units.push(...units)
    else kept.push({ chapters: [], units: [...units] })
  }
  return kept
}
