import { owns, refuseArchived, refuseToken } from './access.ts'
import { NOT_FOUND, refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import { describeRepository } from './describe-repository.ts'
import type { Forks } from './forks.ts'
import type { OpenRepository } from './repository.ts'

/** `POST forks`: makes a fork, or says which one the account has, whatever that is called by now. */
export async function postFork(
  repository: OpenRepository,
  request: ApiRequest,
  forks: Forks,
  catalogue: Catalogue,
): Promise<ApiAnswer> {
  const { served } = repository
  const { user, token, body } = request
  // A fork is made in the account of the token's user: what it needs, it needs there.
  const refused =
    token?.kind === 'fine-grained'
      ? token.grants.includes('administration')
        ? undefined
        : refusal(403, 'Resource not accessible by personal access token')
      : refuseToken(served, request, 'administration')
  if (refused || !user) return refused ?? NOT_FOUND
  if (owns(served, user)) return refusal(422, 'You cannot fork your own repository.')
  const archived = refuseArchived(served)
  if (archived) return archived
  const known = forks.of(repository, user)
  if (!known && served.allowForking === false)
    return refusal(403, 'Forking is disabled for this repository.')
  const wanted = typeof body['name'] === 'string' ? { name: `${user.login}/${body['name']}` } : {}
  if (!known && wanted.name && catalogue.byName(wanted.name))
    return refusal(422, 'Name already exists on this account')
  const fork =
    known ??
    (await forks.make(repository, user, {
      ...wanted,
      defaultBranchOnly: body['default_branch_only'] === true,
    }))
  return { status: 202, json: await describeRepository(fork, catalogue, request) }
}
