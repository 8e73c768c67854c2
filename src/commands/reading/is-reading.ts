import { isPath } from '../../model/paths.ts'
import type { Reading } from '../../model/reading.ts'
import { isRepositoryName } from '../../model/is-repository-name.ts'
import { isSha } from '../../model/sha.ts'
import { isTime } from '../../model/time.ts'

type Check = (value: unknown) => boolean
type Fields<T> = Partial<Record<keyof T, unknown>>

const isText: Check = (value) => typeof value === 'string'
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const absentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const noted =
  (check: Check): Check =>
  (noted) => {
    const { at, value } = Object(noted) as { at?: unknown; value?: unknown }
    return isTime(at) && check(value)
  }

const isPlace: Check = (value) => {
  const { repository, ref, path } = Object(value) as Fields<Reading['place']>
  if (typeof ref !== 'string' || !ref || typeof path !== 'string') return false
  return isRepositoryName(repository) && isPath(path)
}

const isOpened: Check = (value) => {
  const { title, sha } = Object(value) as { title?: unknown; sha?: unknown }
  return isText(title) && absentOr(isSha)(sha)
}

const isHeading: Check = (value) => {
  const { id, text } = Object(value) as { id?: unknown; text?: unknown }
  return isText(id) && isText(text)
}

const isLeftPlace: Check = (value) => {
  const { heading, words } = Object(value) as { heading?: unknown; words?: unknown }
  return isText(words) && absentOr(isHeading)(heading)
}

/** Whether what a file says of a report has the form that is stored. */
export function isReading(value: unknown): value is Reading {
  const { place, opened, read, left, bookmarks } = Object(value) as Fields<Reading>
  return (
    isPlace(place) &&
    noted(isOpened)(opened) &&
    absentOr(noted((is) => typeof is === 'boolean'))(read) &&
    absentOr(noted(orNull(isLeftPlace)))(left) &&
    typeof bookmarks === 'object' &&
    bookmarks !== null &&
    Object.values(bookmarks).every(noted(orNull(isText)))
  )
}
