import { mayWriteWorkflows } from './access.ts'
import {
  EMPTY,
  NOTHING,
  NOT_FOUND,
  notSupplied,
  refusal,
  type ApiAnswer,
  type ApiRequest,
} from './answers.ts'
import type { Forks } from './forks.ts'
import { describeRef } from './git-answers.ts'
import { isAncestor } from './merging.ts'
import type { Pulls } from './pulls.ts'
import { isWholeSha, type OpenRepository } from './repository.ts'
import type { Rules } from './rules.ts'
import { typesOf } from './tree-changes.ts'

export interface RefWriting {
  readonly forks: Forks
  readonly pulls: Pulls
  readonly rules: Rules
}

const UNKNOWN = refusal(422, 'Reference does not exist')

/** Git's own rules for names, as far as one would break them by accident. */
const isRefName = (ref: string): boolean =>
  /^refs\/(?:heads|tags)\/[^\0- \x7f~^:?*[\\]+$/.test(ref) &&
  !/\.\.|@\{|\/\/|\/$|\.$|(?:^|\/)\.|\.lock(?:\/|$)/.test(ref)

export async function postRef(
  repository: OpenRepository,
  request: ApiRequest,
  { forks, pulls, rules }: RefWriting,
): Promise<ApiAnswer> {
  const { ref, sha } = request.body
  if (typeof ref !== 'string') return notSupplied('ref')
  if (typeof sha !== 'string') return notSupplied('sha')
  if (!/^refs\/[^/]+\/./.test(ref))
    return refusal(422, "Reference name must start with 'refs/' and have at least two slashes.")
  if (!isRefName(ref)) return refusal(422, `${ref} is not a valid ref name.`)
  const all = await repository.refs()
  if (all.length === 0) return EMPTY
  if (all.some((one) => one.ref === ref)) return refusal(422, 'Reference already exists')
  // `gam` and `gam/x` cannot both be branches.
  if (all.some((one) => one.ref.startsWith(`${ref}/`) || ref.startsWith(`${one.ref}/`)))
    return refusal(422, 'Reference update failed')
  const refused =
    rules.refuse(repository, ref) ?? (await refuseTarget(repository, sha, request, forks))
  if (refused) return refused
  repository.changed.set(ref, sha)
  pulls.headMoved(repository, ref, sha)
  return {
    status: 201,
    json: describeRef(repository, { ref, type: 'commit', sha }, request.api),
  }
}

/** `name` as in `heads/main`. */
export async function patchRef(
  repository: OpenRepository,
  name: string,
  request: ApiRequest,
  { forks, pulls, rules }: RefWriting,
): Promise<ApiAnswer> {
  const { sha, force = false } = request.body
  if (typeof sha !== 'string') return notSupplied('sha')
  const ref = `refs/${name}`
  const known = (await repository.refs()).find((one) => one.ref === ref)
  if (!known) return (await repository.isEmpty()) ? EMPTY : UNKNOWN
  const refused =
    rules.refuse(repository, ref) ??
    (await refuseTarget(repository, sha, request, forks, known.sha))
  if (refused) return refused
  if (force !== true && !(await isAncestor(repository, known.sha, sha)))
    return refusal(422, 'Update is not a fast forward')
  repository.changed.set(ref, sha)
  pulls.headMoved(repository, ref, sha)
  return {
    status: 200,
    json: describeRef(repository, { ref, type: 'commit', sha }, request.api),
  }
}

export async function deleteRef(
  repository: OpenRepository,
  name: string,
  { pulls, rules }: RefWriting,
): Promise<ApiAnswer> {
  const ref = `refs/${name}`
  if (!(await repository.refs()).some((one) => one.ref === ref)) return UNKNOWN
  if (ref === `refs/heads/${await repository.defaultBranch()}`)
    return refusal(422, 'Cannot delete the default branch')
  const refused = rules.refuse(repository, ref)
  if (refused) return refused
  repository.changed.delete(ref)
  pulls.headMoved(repository, ref, undefined)
  return NOTHING
}

async function refuseTarget(
  repository: OpenRepository,
  sha: string,
  request: ApiRequest,
  forks: Forks,
  before?: string,
): Promise<ApiAnswer | undefined> {
  const unknown = refusal(422, 'Object does not exist')
  if (!isWholeSha(sha)) return refusal(422, 'The sha parameter must be exactly 40 characters.')
  const hidden = forks.refuseHidden(repository, [sha])
  if (hidden) return hidden
  const [type] = await typesOf(repository, [sha])
  if (!type) return unknown
  if (type !== 'commit') return refusal(422, 'Object is not a commit')
  if (mayWriteWorkflows(request)) return undefined
  // GitHub says no more than that, though the object is there and the name is free.
  return (await workflowOf(repository, sha, before)) === undefined ? undefined : NOT_FOUND
}

/** A workflow that is changed on the way from the default branch (and from where the ref was) to this commit. */
export async function workflowOf(
  repository: OpenRepository,
  sha: string,
  before?: string,
): Promise<string | undefined> {
  const known = [await repository.commitOf('HEAD'), before].filter((one) => one !== undefined)
  const args = ['log', '--format=', '--name-only', sha, '--not', ...known]
  const printed = await repository.git(...args, '--', '.github/workflows/')
  return printed?.toString().split('\n').find(Boolean)
}
