import { changeOwnSources } from '../commands/library/change-sources.ts'
import type { OwnSources } from '../commands/library/own-sources.ts'
import { isFailure } from '../model/failure.ts'
import { sourceKey, type Library, type Source } from '../model/source.ts'
import type { LibraryState } from './library.svelte.ts'

/** The host's sources that the reader has hidden. */
export const hiddenSources = ({ host, own }: LibraryState): readonly Source[] =>
  host.sources.filter((one) => own.hidden.includes(sourceKey(one)))

/** Puts the reader's own change of the library in force: a source added, hidden, or brought back. */
export function changeLibrary(
  library: LibraryState,
  change: (own: OwnSources, host: Library) => OwnSources,
): void {
  const apply = (own: OwnSources) => change(own, library.host)
  library.own = apply(library.own)
  const keys = library.library.sources.map(sourceKey)
  if (!keys.includes(library.chosen)) library.chosen = ''
  void store(library, apply)
}

async function store(
  library: LibraryState,
  change: (own: OwnSources) => OwnSources,
): Promise<void> {
  const stored = await changeOwnSources(library.gam.storage, change)
  if (!isFailure(stored)) library.own = stored
  await library.loadStored()
  await library.refresh(library.library.sources, 'page')
}
