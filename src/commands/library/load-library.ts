import { isFailure, type Failure } from '../../model/failure.ts'
import type { Library } from '../../model/source.ts'
import { fetchLibrary, parseLibrary } from '../../site/library.ts'
import type { Storage } from '../../storage/storage.ts'

const KEY = 'library.json'

/** The last good `library.json` that this browser has seen. */
export async function storedLibrary(storage: Storage): Promise<Library | undefined> {
  const stored = parseLibrary(await storage.settings.load(KEY))
  return isFailure(stored) ? undefined : stored.library
}

/** `library.json` as it is now, which is stored; the failure where it cannot be had or has a mistake. */
export async function fetchHostLibrary(
  fetch: typeof globalThis.fetch,
  storage: Storage,
  base: string,
): Promise<Library | Failure> {
  const fetched = await fetchLibrary(fetch, base)
  if (isFailure(fetched)) return fetched
  for (const what of fetched.ignored) console.warn(`library.json: ${what}`)
  void storage.settings.save(KEY, fetched.json)
  return fetched.library
}
