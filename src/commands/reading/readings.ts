import type { Place } from '../../model/address.ts'
import type { Failure } from '../../model/failure.ts'
import type { Reading, ReadingChange } from '../../model/reading.ts'
import { sourceKey } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import { isReading } from './is-reading.ts'

/** What was read and marked in this browser, by the report's place. */
export async function loadReadings({
  storage,
}: Pick<Gam, 'storage'>): Promise<ReadonlyMap<string, Reading>> {
  const stored = await storage.readings.loadMany(await storage.readings.keys())
  return new Map([...stored].flatMap(([key, one]) => (isReading(one) ? [[key, one] as const] : [])))
}

/** Notes what was read or marked, beside what another tab has noted since. */
export function noteReading(
  { storage }: Gam,
  place: Place,
  title: string,
  change: ReadingChange,
): Promise<true | Failure> {
  return storage.readings.update(sourceKey(place), (before) => {
    const { repository, ref, path } = place
    const empty = {
      place: { repository, ref, path },
      opened: { at: 0, value: { title } },
      bookmarks: {},
    }
    const base = isReading(before) ? before : empty
    // What is done now counts, whatever a clock that was ahead has noted for later.
    return { ...base, ...change, bookmarks: { ...base.bookmarks, ...change.bookmarks } }
  })
}
