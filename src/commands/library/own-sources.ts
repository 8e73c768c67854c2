import { parseRepositoryName } from '../../model/repository.ts'
import { sourceKey, type Library, type Source } from '../../model/source.ts'
import type { Storage } from '../../storage/storage.ts'

/** What the reader has made of the library: folders of their own, and the host's that they hid. */
export interface OwnSources {
  readonly added: readonly Source[]
  /** Keys of the host's sources. */
  readonly hidden: readonly string[]
}

export const NO_OWN_SOURCES: OwnSources = { added: [], hidden: [] }
/** Among the settings. */
export const OWN_SOURCES = 'sources'

export const loadOwnSources = async (storage: Storage): Promise<OwnSources> =>
  parseOwnSources(await storage.settings.load(OWN_SOURCES))

/** What is not of their form is left out. */
export function parseOwnSources(stored: unknown): OwnSources {
  const { added, hidden } = (stored ?? {}) as Record<string, unknown>
  return {
    added: Array.isArray(added) ? added.flatMap(parseSource) : [],
    hidden: Array.isArray(hidden) ? hidden.filter((key) => typeof key === 'string') : [],
  }
}

function parseSource(value: unknown): Source[] {
  const { repository, path, ref } = (value ?? {}) as Record<string, unknown>
  if (typeof repository !== 'string' || typeof path !== 'string' || typeof ref !== 'string')
    return []
  const [owner = '', short = ''] = repository.split('/')
  const name = parseRepositoryName(owner, short)
  return name ? [{ repository: name, path, ref, exclude: [], from: 'reader' }] : []
}

/** The host's library with the reader's changes: hidden ones gone, own ones at the end, none twice. */
export function withOwnSources(library: Library, own: OwnSources): Library {
  const hidden = new Set(own.hidden)
  const sources = library.sources.filter((source) => !hidden.has(sourceKey(source)))
  const keys = new Set(sources.map(sourceKey))
  const added = own.added.filter((source) => !keys.has(sourceKey(source)))
  return { ...library, sources: [...sources, ...added] }
}
