import { mayWriteWorkflows } from './access.ts'
import { NOT_FOUND, notSupplied, refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Schemas } from './answers.ts'
import { isAncestor, mergeCommits } from './merging.ts'
import type { OpenRepository } from './repository.ts'
import { userSignature } from './write-commit.ts'
import { workflowOf, type RefWriting } from './write-refs.ts'

/** `POST merge-upstream`: brings a branch of a fork up to its parent's branch of the same name. */
export async function mergeUpstream(
  repository: OpenRepository,
  request: ApiRequest,
  { forks, pulls }: Pick<RefWriting, 'forks' | 'pulls'>,
): Promise<ApiAnswer> {
  const { parent } = repository
  const { branch } = request.body
  if (typeof branch !== 'string') return notSupplied('branch')
  if (!parent) return refusal(422, 'Repository is not a fork')
  const [own, theirs] = await Promise.all([repository.branch(branch), parent.branch(branch)])
  if (!own) return NOT_FOUND
  if (!theirs) return refusal(422, 'The upstream repository has no such branch')
  const hidden = forks.refuseHidden(repository, [theirs])
  if (hidden) return hidden
  const upstream = `${parent.served.name.split('/')[0]}:${branch}`
  const say = (merge_type: 'none' | 'fast-forward' | 'merge', message: string): ApiAnswer => ({
    status: 200,
    json: { message, merge_type, base_branch: upstream } satisfies Schemas['merged-upstream'],
  })
  if (await isAncestor(repository, theirs, own))
    return say('none', `This branch is not behind the upstream ${upstream}.`)
  const workflow = mayWriteWorkflows(request)
    ? undefined
    : await workflowOf(repository, theirs, own)
  if (workflow) {
    return refusal(
      422,
      `refusing to allow an OAuth App to create or update workflow \`${workflow}\` without \`workflow\` scope`,
    )
  }
  const isBehind = await isAncestor(repository, own, theirs)
  const merged = isBehind
    ? theirs
    : await mergeCommits(repository, {
        ours: own,
        theirs,
        message: `Merge branch '${upstream}' into ${branch}`,
        who: userSignature(request.user, ''),
      })
  if (!merged) return refusal(409, 'There are merge conflicts')
  repository.changed.set(`refs/heads/${branch}`, merged)
  pulls.headMoved(repository, `refs/heads/${branch}`, merged)
  return isBehind
    ? say('fast-forward', `Successfully fetched and fast-forwarded from upstream ${upstream}.`)
    : say('merge', `Successfully fetched and merged from upstream ${upstream}.`)
}
