import type { Place } from '../../model/address.ts'
import type { Facts } from '../../model/facts.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { resolvePicture, type LinkContext } from '../../model/resolve-link.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey } from '../../model/source.ts'
import type { TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { linkContext } from '../reading/link-context.ts'

/** A stored tree, with what the pictures of its reports are resolved against. */
export interface OpenTree {
  readonly key: string
  /** Its folder. */
  readonly place: Place
  readonly entries: readonly TreeEntry[]
  readonly context: LinkContext
  readonly byPath: ReadonlyMap<string, Sha>
}

export async function loadStoredTrees(gam: Gam): Promise<readonly OpenTree[]> {
  const trees: OpenTree[] = []
  for (const key of await gam.storage.trees.keys()) {
    const stored = await gam.trees.load(key)
    const [, repository, ref] = /^([^@]+)@([^:]+):/.exec(key) ?? []
    if (!stored || !repository || !ref) continue
    const place = { repository: repository as RepositoryName, ref, path: stored.tree.folder }
    const source = gam.library().sources.find((one) => treeKey(wantedOf(one)) === key)
    trees.push({
      key,
      place,
      entries: stored.tree.entries,
      context: linkContext(gam, {
        place,
        path: place.path,
        tree: stored,
        ...(source ? { source } : {}),
      }),
      byPath: new Map(stored.tree.entries.map(({ path, sha }) => [path, sha])),
    })
  }
  return trees
}

/** A blob at a path of the repository. */
interface PlacedBlob {
  readonly path: string
  readonly sha: Sha
}

/** The pictures that a report shows, as far as these facts of it say. */
export async function picturesOf(
  gam: Gam,
  { context, byPath }: OpenTree,
  { path }: TreeEntry,
  { pictures }: Pick<Facts, 'pictures'>,
): Promise<readonly PlacedBlob[]> {
  const found: PlacedBlob[] = []
  const place = { ...context.place, path }
  for (const src of pictures) {
    const picture = resolvePicture(src, { ...context, place })
    for (const one of picture.kind === 'repository' ? picture.candidates : []) {
      const sha =
        byPath.get(one) ?? (await gam.storage.places.load(sourceKey({ ...place, path: one })))?.sha
      if (sha) found.push({ path: one, sha })
    }
  }
  return found
}

/** What lies at places of this repository and ref that no tree lists: pictures outside a source's folder, and reports. */
export async function placesOf(
  { storage }: Pick<Gam, 'storage'>,
  { repository, ref }: Pick<Place, 'repository' | 'ref'>,
): Promise<readonly PlacedBlob[]> {
  const begin = sourceKey({ repository, ref, path: '' })
  const keys = (await storage.places.keys()).filter((key) => key.startsWith(begin))
  return [...(await storage.places.loadMany(keys))].map(([key, { sha }]) => ({
    path: key.slice(begin.length),
    sha,
  }))
}
