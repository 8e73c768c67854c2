import { isFailure, type Failure } from '../../model/failure.ts'
import { sourceKey, type Library, type Source } from '../../model/source.ts'
import type { Storage } from '../../storage/storage.ts'
import { NO_OWN_SOURCES, OWN_SOURCES, parseOwnSources, type OwnSources } from './own-sources.ts'

/** The reader's sources with one more; the same object where the library has it already. */
export function addSource(own: OwnSources, library: Library, source: Source): OwnSources {
  const key = sourceKey(source)
  if (own.hidden.includes(key)) return { ...own, hidden: own.hidden.filter((one) => one !== key) }
  const all = [...library.sources, ...own.added]
  return all.some((one) => sourceKey(one) === key) ? own : { ...own, added: [...own.added, source] }
}

/** The reader's sources without one: an own one goes, the host's is hidden. */
export function removeSource(own: OwnSources, source: Source): OwnSources {
  const key = sourceKey(source)
  return source.from === 'reader'
    ? { ...own, added: own.added.filter((one) => sourceKey(one) !== key) }
    : { ...own, hidden: [...own.hidden, key] }
}

/** Changes what is stored, which another tab may have changed too; gives what is stored then. */
export async function changeOwnSources(
  storage: Storage,
  change: (own: OwnSources) => OwnSources,
): Promise<OwnSources | Failure> {
  let changed = NO_OWN_SOURCES
  const done = await storage.settings.update(
    OWN_SOURCES,
    (stored) => (changed = change(parseOwnSources(stored))),
  )
  return isFailure(done) ? done : changed
}
