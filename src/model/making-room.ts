import type { Sha } from './sha.ts'

/** A stored text or picture, as it counts when there is no room left. */
export interface Removable {
  readonly sha: Sha
  readonly bytes: number
  /** When a report that it is of was last open, in ms since the epoch; absent where none ever was. */
  readonly openedAt?: number
}

/** What goes for so many bytes: what was never open first, then what was open longest ago; no more than is needed. */
export function goesFirst(stored: readonly Removable[], bytes: number): readonly Removable[] {
  const order = stored.toSorted((a, b) => (a.openedAt ?? 0) - (b.openedAt ?? 0))
  let freed = 0
  const enough = order.findIndex((one) => (freed += one.bytes) >= bytes)
  return enough < 0 ? order : order.slice(0, enough + 1)
}
