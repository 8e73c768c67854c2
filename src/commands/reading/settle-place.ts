import type { By } from '../../github/ask.ts'
import { fetchRefs } from '../../github/refs.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Place } from '../../model/address.ts'
import type { Gam } from '../gam.ts'
import { branchesKey, OLD_DEFAULTS, withLongestRef } from './known-place.ts'
import { placeInSubmodule } from './open-submodule.ts'

/** What a place turned out to mean. */
export interface Settled {
  readonly place: Place
  /** The branch that the address names is gone; the default branch is shown. */
  readonly goneBranch?: string
}

/**
 * What a place means whose ref GitHub does not know: a branch with a slash in its name (one call, the answer is
 * remembered), a default branch of old that was renamed, or something in a submodule. The failure where it means nothing.
 */
export async function settlePlace(
  gam: Gam,
  place: Place,
  failure: Failure,
  by: By,
): Promise<Settled | Failure> {
  if (failure.kind !== 'not-found') return failure
  if (OLD_DEFAULTS.has(place.ref)) {
    return { place: { ...place, ref: 'HEAD' }, goneBranch: place.ref }
  }
  if (!place.path) return failure
  const inside = await placeInSubmodule(gam, place, by)
  if (inside) return { place: inside }
  if (place.ref === 'HEAD') return failure
  const refs = await fetchRefs(gam.github, place.repository, place.ref, by)
  if (isFailure(refs)) return failure
  const settled = withLongestRef(place, refs)
  // The ref is there as it was written: what is missing is the path.
  if (!settled || settled.ref === place.ref) return failure
  void gam.storage.settings.save(branchesKey(place), [settled.ref])
  return { place: settled }
}
