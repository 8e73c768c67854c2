import type { Place } from '../../model/address.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { encodePath } from '../../model/paths.ts'
import { isSha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'

/** Whether a report can be changed where it lies. */
export type CanChange =
  /** `branch`: by its own name, or `HEAD` where GitHub could not be asked. */
  | { readonly kind: 'yes'; readonly branch: string }
  /** The address names a commit or a tag, which never change. */
  | { readonly kind: 'old-version' }
  | { readonly kind: 'archived' | 'forks-off' | 'members-only' }
  /** GitHub could not be asked: the edit can be begun all the same. */
  | { readonly kind: 'unknown'; readonly failure: Failure }

/** One API call, two for a branch that is not the default one. None for a commit. */
async function canChange(gam: Gam, { repository, ref }: Place): Promise<CanChange> {
  if (isSha(ref)) return { kind: 'old-version' }
  const got = await gam.github.askJson(`/repos/${repository}`, 'person')
  if (isFailure(got)) return { kind: 'unknown', failure: got }
  const json = Object(got.json) as Record<string, unknown>
  const { push } = Object(json['permissions']) as { push?: unknown }
  if (json['archived'] === true || json['disabled'] === true) return { kind: 'archived' }
  if (push !== true) {
    const closed =
      json['has_pull_requests'] === false ||
      json['pull_request_creation_policy'] === 'collaborators_only'
    if (closed) return { kind: 'members-only' }
    if (json['allow_forking'] === false) return { kind: 'forks-off' }
  }
  const main = json['default_branch']
  if (ref === 'HEAD' || ref === main) {
    return { kind: 'yes', branch: typeof main === 'string' ? main : 'HEAD' }
  }
  const refs = await gam.github.askJson(
    `/repos/${repository}/git/matching-refs/heads/${encodePath(ref)}`,
    'person',
  )
  if (isFailure(refs)) return { kind: 'unknown', failure: refs }
  const isBranch =
    Array.isArray(refs.json) &&
    refs.json.some((one) => (Object(one) as { ref?: unknown }).ref === `refs/heads/${ref}`)
  return isBranch ? { kind: 'yes', branch: ref } : { kind: 'old-version' }
}

/** In milliseconds: who waits longer for GitHub's word edits first. */
const PATIENCE = 4_000

/** The same, without keeping anybody waiting. */
export async function canChangeSoon(gam: Gam, place: Place): Promise<CanChange> {
  const unknown: CanChange = {
    kind: 'unknown',
    failure: fail({ kind: 'offline', host: gam.hosts.api }),
  }
  if (!navigator.onLine) return unknown
  const late = new Promise<CanChange>((resolve) => setTimeout(resolve, PATIENCE, unknown))
  return Promise.race([canChange(gam, place), late])
}
