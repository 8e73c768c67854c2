import { NOT_FOUND, refusal, type ApiAnswer, type ApiRequest, type User } from './answers.ts'
import type { ServedRepository } from './repository.ts'
import type { Grant, Token } from './tokens.ts'

export const ownerOf = (served: ServedRepository): string => served.name.split('/')[0] ?? ''

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const owns = (served: ServedRepository, user: User): boolean =>
  same(ownerOf(served), user.login)

export const mayPush = (served: ServedRepository, user: User | undefined): boolean =>
  user !== undefined && (owns(served, user) || (served.writers ?? []).includes(user.login))

/** Whether this token reaches the repository at all; what its user may do there is another matter. */
export function mayRead(
  served: ServedRepository,
  user: User | undefined,
  token?: Token | undefined,
): boolean {
  if (!served.private) return true
  if (!user || !(mayPush(served, user) || (served.readers ?? []).includes(user.login))) return false
  if (!token) return false
  return token.kind === 'fine-grained' ? owns(served, user) : token.scopes.includes('repo')
}

const REFUSED_TOKEN = refusal(403, 'Resource not accessible by personal access token')

/** Why this token may not write here, whatever its user may do. */
export function refuseToken(
  served: ServedRepository,
  { user, token }: ApiRequest,
  grant: Grant,
): ApiAnswer | undefined {
  if (!user || !token) return refusal(401, 'Requires authentication')
  if (token.kind === 'fine-grained')
    return owns(served, user) && token.grants.includes(grant) ? undefined : REFUSED_TOKEN
  // GitHub does not say that a scope is missing: only the two headers tell.
  const enough = served.private ? ['repo'] : ['repo', 'public_repo']
  return enough.some((scope) => token.scopes.includes(scope)) ? undefined : NOT_FOUND
}

/** Why this may not write to the repository's files and refs. */
export function refusePush(served: ServedRepository, request: ApiRequest): ApiAnswer | undefined {
  const refused = refuseToken(served, request, 'contents')
  if (refused) return refused
  if (!mayPush(served, request.user)) return NOT_FOUND
  return refuseArchived(served)
}

export function refuseArchived(served: ServedRepository): ApiAnswer | undefined {
  if (served.disabled) return refusal(403, 'Repository access blocked')
  return served.archived ? refusal(403, 'Repository was archived so is read-only.') : undefined
}

export const mayWriteWorkflows = ({ token }: ApiRequest): boolean =>
  token?.kind === 'fine-grained'
    ? token.grants.includes('workflows')
    : (token?.scopes.includes('workflow') ?? false)
