import { ownerOf } from './access.ts'
import type { ApiRequest, Partly, Schemas } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import type { Checks } from './checks.ts'
import { describeRepository } from './describe-repository.ts'
import { baseShaOf, type Mergeability } from './mergeability.ts'
import type { Pull, Pulls } from './pulls.ts'

export interface PullReading {
  readonly pulls: Pulls
  readonly catalogue: Catalogue
  readonly checks: Checks
  readonly mergeability: Mergeability
}

export const describeUser = (user: { readonly login: string; readonly id: number }) => ({
  login: user.login,
  id: user.id,
  type: 'User',
})

/** `me:gam/x` */
export const labelOf = ({ head }: Pull): string =>
  `${ownerOf(head.repository.served)}:${head.branch}`

/** As the list of pull requests tells of each. */
export async function describePull(pull: Pull, request: ApiRequest, catalogue: Catalogue) {
  const { repository, number } = pull
  const url = `${request.api}/repos/${repository.served.name}/pulls/${number}`
  return {
    id: pull.id,
    number,
    url,
    html_url: `${request.web}/${repository.served.name}/pull/${number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    user: describeUser(pull.user),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    head: {
      label: labelOf(pull),
      ref: pull.head.branch,
      sha: pull.headSha,
      user: { login: ownerOf(pull.head.repository.served) },
      // It may have been deleted.
      repo: catalogue.has(pull.head.repository)
        ? await describeRepository(pull.head.repository, catalogue, request)
        : null,
    },
    base: {
      label: `${ownerOf(repository.served)}:${pull.base}`,
      ref: pull.base,
      sha: await baseShaOf(pull),
      user: { login: ownerOf(repository.served) },
      repo: await describeRepository(repository, catalogue, request),
    },
  } satisfies Partly<Omit<Schemas['pull-request'], 'head' | 'base'>> & {
    head: Partly<Omit<Schemas['pull-request']['head'], 'repo'>> & { repo: unknown }
    base: Partly<Omit<Schemas['pull-request']['base'], 'repo'>> & { repo: unknown }
  }
}

/** As GitHub tells of one alone. */
export async function describeWholePull(
  pull: Pull,
  request: ApiRequest,
  { catalogue, checks, mergeability }: PullReading,
) {
  // Only to be asked for it makes GitHub compute it.
  const known = request.method === 'GET' ? await mergeability.ask(pull) : undefined
  const { commits, additions, deletions, changedFiles } = await mergeability.compare(pull)
  return {
    ...(await describePull(pull, request, catalogue)),
    maintainer_can_modify: pull.maintainerCanModify,
    merged: pull.merged !== undefined,
    merged_by: pull.merged ? describeUser(pull.merged.by) : null,
    mergeable: known?.mergeable ?? null,
    mergeable_state: mergeableState(pull, known, checks),
    comments: pull.comments.length,
    review_comments: pull.lineComments.length,
    commits,
    additions,
    deletions,
    changed_files: changedFiles,
  } satisfies Partly<Omit<Schemas['pull-request'], 'head' | 'base'>> & {
    head: unknown
    base: unknown
  }
}

function mergeableState(
  pull: Pull,
  known: { readonly mergeable: boolean; readonly isBehind: boolean } | undefined,
  checks: Checks,
): string {
  if (!known) return 'unknown'
  if (!known.mergeable) return 'dirty'
  if (pull.draft) return 'draft'
  if (known.isBehind && pull.repository.served.requiresUpToDate) return 'behind'
  return checks.hasFailed(pull.headSha) ? 'unstable' : 'clean'
}
