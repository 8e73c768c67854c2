import type { Place } from './address.ts'
import type { LeftPlace } from './left-place.ts'
import type { Sha } from './sha.ts'

/** What was said or done, and when (ms since the epoch). */
interface Noted<T> {
  readonly at: number
  readonly value: T
}

/** What a person has read of one report, and marked in it. Nothing is ever taken out of it: what is undone is noted as undone, so that two tabs, and two browsers, agree. */
export interface Reading {
  readonly place: Place
  /** When it was last open, and what it was then. */
  readonly opened: Noted<{ readonly title: string; readonly sha?: Sha }>
  readonly read?: Noted<boolean>
  /** Absent in it: it was read to its end. */
  readonly left?: Noted<LeftPlace | null>
  /** What the marked heading says, by its id; '' stands for the report itself. Absent in it: taken away. */
  readonly bookmarks: Readonly<Record<string, Noted<string | null>>>
}

/** A part of a reading, to be laid over what is known. */
export type ReadingChange = Partial<Omit<Reading, 'place'>>

/** Both in one; of each thing that both know the later counts. In whichever order they come, the outcome is the same. */
export function mergeReadings(one: Reading, other: Reading): Reading {
  const read = later(one.read, other.read)
  const left = later(one.left, other.left)
  const ids = [...new Set([...Object.keys(one.bookmarks), ...Object.keys(other.bookmarks)])].sort()
  return {
    place: one.place,
    opened: later(one.opened, other.opened),
    ...(read ? { read } : {}),
    ...(left ? { left } : {}),
    bookmarks: Object.fromEntries(
      ids.flatMap((id) => {
        const mark = later(ownMark(one, id), ownMark(other, id))
        return mark ? [[id, mark]] : []
      }),
    ),
  }
}

/** What is known with what is new; of two that were noted at one time it is the same that counts. */
function later<T extends Noted<unknown>>(one: T, other: T): T
function later<T extends Noted<unknown>>(one: T | undefined, other: T | undefined): T | undefined
function later<T extends Noted<unknown>>(one: T | undefined, other: T | undefined): T | undefined {
  if (!one || !other) return one ?? other
  if (one.at !== other.at) return one.at > other.at ? one : other
  return JSON.stringify(one) > JSON.stringify(other) ? one : other
}

/** The id of a heading may be any word: `constructor` is no bookmark that somebody set. */
const ownMark = ({ bookmarks }: Reading, id: string) =>
  Object.hasOwn(bookmarks, id) ? bookmarks[id] : undefined

/** How far one has come with a report; a report of which nothing is noted is unread. */
export type Progress = 'read' | 'begun' | 'unread'

export const progressOf = (reading: Reading | undefined): Progress =>
  reading?.read?.value ? 'read' : reading?.left?.value ? 'begun' : 'unread'

export const isMarked = (reading: Reading | undefined, id: string): boolean =>
  reading !== undefined && typeof ownMark(reading, id)?.value === 'string'

export interface Bookmark {
  readonly reading: Reading
  /** Of the heading; '' for the report itself. */
  readonly id: string
  readonly words: string
  readonly at: number
}

/** All that is marked, the latest first. */
export const bookmarksOf = (readings: Iterable<Reading>): readonly Bookmark[] =>
  [...readings]
    .flatMap((reading) =>
      Object.entries(reading.bookmarks).flatMap(([id, { at, value }]) =>
        value === null ? [] : [{ reading, id, words: value, at }],
      ),
    )
    .sort((a, b) => b.at - a.at)
