/** Since when nothing has referred to what is stored, by its name, in ms since the epoch. */
export type UnusedSince = Readonly<Record<string, number>>

/** A report that was open, a branch that comes back, a snapshot that is a day behind: what goes unused is kept so long. */
export const GRACE = 7 * 24 * 3_600_000

export interface Unused {
  /** What has gone unused for long enough. */
  readonly gone: readonly string[]
  /** The rest of what is unused, for the next time. */
  readonly since: UnusedSince
}

/** Which of the stored names nothing refers to, and which of these have been so for longer than the time of grace. */
export function findUnused(
  stored: Iterable<string>,
  isReferred: (name: string) => boolean,
  before: UnusedSince,
  now: number,
): Unused {
  const gone: string[] = []
  const since: Record<string, number> = {}
  for (const name of new Set(stored)) {
    if (isReferred(name)) continue
    const from = Object.hasOwn(before, name) ? before[name] : undefined
    // A clock that was set back begins anew.
    if (from === undefined || from > now) since[name] = now
    else if (now - from >= GRACE) gone.push(name)
    else since[name] = from
  }
  return { gone, since }
}
