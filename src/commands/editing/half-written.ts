import type { Place } from '../../model/address.ts'
import { localKeys, removeLocal } from '../../storage/local-keys.ts'
import type { Gam } from '../gam.ts'

/*
 * A point that is being written, in localStorage: a phone drops a page that is out of sight without a word, and a point
 * becomes an edit only when it is added.
 */

const prefixOf = (base: string): string => `gam:${new URL(base).pathname}:point:`
const keyOf = (base: string, { repository, path }: Place, section: string): string =>
  `${prefixOf(base)}${repository} ${path}#${section}`

export function halfWritten({ base }: Pick<Gam, 'base'>, place: Place, section: string): string {
  try {
    return localStorage.getItem(keyOf(base, place, section)) ?? ''
  } catch {
    // Storage is forbidden: nothing was kept.
    return ''
  }
}

/** At each key, since it is short. Nothing is kept of no words. */
export function keepHalfWritten(
  { base }: Pick<Gam, 'base'>,
  place: Place,
  section: string,
  words: string,
): void {
  const key = keyOf(base, place, section)
  try {
    if (words.trim()) localStorage.setItem(key, words)
    else localStorage.removeItem(key)
  } catch {
    // Full or forbidden: it holds as long as the page.
  }
}

/** Forgets those for all repositories but these. */
export function forgetHalfWrittenExcept(
  { base }: Pick<Gam, 'base'>,
  isKept: (repository: string) => boolean,
): void {
  const prefix = prefixOf(base)
  for (const key of localKeys(prefix)) {
    if (!isKept(key.slice(prefix.length).split(' ')[0] ?? '')) removeLocal(key)
  }
}
