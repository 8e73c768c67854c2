import type { Place } from '../../model/address.ts'
import { isSha } from '../../model/sha.ts'
import { sourceCovering } from '../../model/source.ts'
import type { Gam } from '../gam.ts'

/** Branches that were default branches before they were renamed. */
export const OLD_DEFAULTS = new Set(['master', 'main', 'trunk'])

/**
 * A place as the library has it, without asking anybody: a link to `master` of a repository whose default branch is
 * in the library means the same file or folder where the library's tree has it.
 */
export async function knownPlace(gam: Gam, place: Place): Promise<Place> {
  const { sources } = gam.library()
  // Most places mean what they say; a look into storage would cost each of them a few milliseconds.
  if (place.ref === 'HEAD' || isSha(place.ref) || sourceCovering(sources, place)) return place
  const branches = await gam.storage.settings.load(branchesKey(place))
  const slashed = Array.isArray(branches) ? withLongestRef(place, branches) : undefined
  if (slashed) return slashed
  if (!OLD_DEFAULTS.has(place.ref)) return place
  const onHead = { ...place, ref: 'HEAD' }
  const source = sourceCovering(sources, onHead)
  const stored = source && (await gam.trees.load(`${source.repository}@HEAD:${source.path}`))
  // The place may be a folder.
  const folder = place.path && `${place.path}/`
  return stored?.tree.entries.some(({ path }) => `${path}/`.startsWith(folder)) ? onHead : place
}

/** Where a branch with a slash in its name is remembered. */
export const branchesKey = (place: Place) => `branches ${place.repository} ${place.ref}`

/** The place with the longest of these refs that its ref and path begin with. */
export function withLongestRef(place: Place, refs: readonly unknown[]): Place | undefined {
  const whole = `${place.ref}/${place.path}`
  const [ref] = refs
    .filter((one): one is string => typeof one === 'string')
    .filter((one) => whole === one || whole.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)
  return ref === undefined ? undefined : { ...place, ref, path: whole.slice(ref.length + 1) }
}
