import { isFailure, type Failure } from '../../model/failure.ts'
import type { Library } from '../../model/source.ts'
import { fetchLibrary, parseLibrary } from '../../site/library.ts'
import type { Storage } from '../../storage/storage.ts'

const KEY = 'library.json'

/**
 * The host's library: `library.json` as it is now, or where that cannot be had the last good copy. The failure where
 * there is neither, or where the file has a mistake.
 */
export async function loadLibrary(
  fetch: typeof globalThis.fetch,
  storage: Storage,
  base: string,
): Promise<Library | Failure> {
  const fetched = await fetchLibrary(fetch, base)
  if (!isFailure(fetched)) {
    for (const what of fetched.ignored) console.warn(`library.json: ${what}`)
    void storage.settings.save(KEY, fetched.json)
    return fetched.library
  }
  if (fetched.kind === 'malformed') return fetched
  const stored = parseLibrary(await storage.settings.load(KEY))
  return isFailure(stored) ? fetched : stored.library
}
