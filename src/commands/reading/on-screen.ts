import type { Place } from '../../model/address.ts'
import { sourceKey } from '../../model/source.ts'
import type { Gam } from '../gam.ts'

const prefix = (gam: Gam) => `${gam.base} on screen `

/** Says to all tabs that a report is on the screen, until what it returns is called, or the tab is closed. */
export function holdOnScreen(gam: Gam, place: Place): () => void {
  // Without a secure context there are no locks.
  if (!('locks' in navigator)) return () => undefined
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const name = prefix(gam) + sourceKey(place)
  void navigator.locks.request(name, { mode: 'shared' }, () => promise)
  return () => resolve(undefined)
}

/** The keys of all reports that some tab shows. */
export async function loadOnScreen(gam: Gam): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const begin = prefix(gam)
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(begin) ? [name.slice(begin.length)] : [])),
  )
}
