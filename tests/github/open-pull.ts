import { mayPush, mayRead, ownerOf, refuseArchived, refuseToken } from './access.ts'
import { NOT_FOUND, refusal, validationFailed, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import { isAncestor } from './merging.ts'
import { isSameNetwork } from './network.ts'
import { describeWholePull, type PullReading } from './describe-pull.ts'
import type { Pull } from './pulls.ts'
import type { OpenRepository } from './repository.ts'

const invalid = (field: 'head' | 'base'): ApiAnswer =>
  validationFailed({ resource: 'PullRequest', field, code: 'invalid' })

const custom = (message: string, field?: string): ApiAnswer =>
  validationFailed({
    resource: 'PullRequest',
    ...(field === undefined ? {} : { field }),
    code: 'custom',
    message,
  })

export interface PullOpening extends PullReading {
  /** As for a fork of an organization: nobody may let maintainers push to it. */
  readonly refusesForkCollab: () => boolean
}

/** `POST pulls` */
export async function openPull(
  repository: OpenRepository,
  request: ApiRequest,
  opening: PullOpening,
): Promise<ApiAnswer> {
  const { served } = repository
  const { user, body } = request
  const refused = refuseToken(served, request, 'pull_requests') ?? refuseArchived(served)
  if (refused || !user) return refused ?? NOT_FOUND
  if (served.hasPullRequests === false) return NOT_FOUND
  if (served.pullRequestCreationPolicy === 'collaborators_only' && !mayPush(served, user))
    return refusal(403, 'Pull request creation is restricted to collaborators.')
  for (const field of ['title', 'head', 'base'] as const) {
    if (typeof body[field] !== 'string' || body[field] === '')
      return validationFailed({ resource: 'PullRequest', field, code: 'missing_field' })
  }
  const [title, sent, base] = [body['title'], body['head'], body['base']].map(String) as [
    string,
    string,
    string,
  ]
  const baseSha = await repository.branch(base)
  if (!baseSha)
    return (await repository.isEmpty()) ? custom('The base repository is empty') : invalid('base')
  const head = headOf(repository, sent, body['head_repo'], opening.catalogue)
  const headSha = head && (await head.repository.branch(head.branch))
  if (!head || !headSha || !mayRead(head.repository.served, user, request.token))
    return invalid('head')
  const label = `${ownerOf(head.repository.served)}:${head.branch}`
  if (opening.pulls.openOne(head, repository, base))
    return custom(`A pull request already exists for ${label}.`)
  if (await isAncestor(repository, headSha, baseSha))
    return custom(`No commits between ${base} and ${sent}`)
  const isFromFork = head.repository !== repository
  const mayLetIn =
    isFromFork && mayPush(head.repository.served, user) && !opening.refusesForkCollab()
  const asked = body['maintainer_can_modify']
  if (asked === true && isFromFork && !mayLetIn)
    return custom(
      "fork_collab Fork collab can't be granted by someone without permission",
      'fork_collab',
    )
  const pull = opening.pulls.add({
    repository,
    user,
    head,
    headSha,
    base,
    title,
    body: typeof body['body'] === 'string' ? body['body'] : null,
    draft: body['draft'] === true,
    maintainerCanModify: mayLetIn && asked !== false,
  })
  const location = `${request.api}/repos/${served.name}/pulls/${pull.number}`
  return {
    status: 201,
    headers: { location },
    json: await describeWholePull(pull, request, opening),
  }
}

/** `branch`, `owner:branch`, and `head_repo` where one owner has two repositories of the network. */
function headOf(
  repository: OpenRepository,
  sent: string,
  headRepo: unknown,
  catalogue: Catalogue,
): Pull['head'] | undefined {
  const at = sent.indexOf(':')
  if (at < 0) return { repository, branch: sent }
  const owner = sent.slice(0, at).toLowerCase()
  const branch = sent.slice(at + 1)
  const wanted =
    typeof headRepo === 'string' ? headRepo.split('/').at(-1)?.toLowerCase() : undefined
  const found = catalogue.all.find(
    (one) =>
      isSameNetwork(one, repository) &&
      ownerOf(one.served).toLowerCase() === owner &&
      (wanted === undefined || one.served.name.toLowerCase().endsWith(`/${wanted}`)),
  )
  return found && { repository: found, branch }
}
