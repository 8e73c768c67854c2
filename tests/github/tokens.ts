import type { User } from './answers.ts'

export type Grant = 'contents' | 'pull_requests' | 'workflows' | 'administration'

/** A token as its user made it; what it begins with says of which kind it is. */
export interface GrantedToken {
  readonly token: string
  /** Of a classic token (`ghp_`) and of a sign-in through a gateway (`gho_`). */
  readonly scopes?: readonly string[]
  /** Of a fine-grained one (`github_pat_`), for the repositories of its user alone. */
  readonly grants?: readonly Grant[]
}

export interface Token {
  readonly user: User
  readonly kind: 'classic' | 'fine-grained' | 'sign-in'
  readonly scopes: readonly string[]
  readonly grants: readonly Grant[]
}

const WHOLE_USER = ['repo', 'workflow', 'user']

/** Who signs in with what, and what that may do. */
export function createTokens(users: readonly User[]) {
  const revoked = new Set<string>()
  let added: (GrantedToken & { readonly user: User })[] = []

  const all = () => [
    ...added,
    ...users.flatMap((user) => [
      { user, token: user.token, scopes: WHOLE_USER },
      ...(user.tokens ?? []).map((one) => ({ ...one, user })),
    ]),
  ]

  return {
    find(token: string): Token | undefined {
      const found: (GrantedToken & { user: User }) | undefined = all().find(
        (one) => one.token === token,
      )
      if (!found || revoked.has(token)) return undefined
      return {
        user: found.user,
        kind: kindOf(token),
        scopes: found.scopes ?? [],
        grants: found.grants ?? ['contents', 'pull_requests'],
      }
    },
    user: (login: string): User | undefined =>
      users.find((one) => one.login.toLowerCase() === login.toLowerCase()),
    grant(user: User, token: GrantedToken): void {
      revoked.delete(token.token)
      // The newest of a name is the one that counts.
      added.unshift({ ...token, user })
    },
    /** Whether it expired, was taken back or was found in public: the answer is the same. */
    revoke: (token: string): void => void revoked.add(token),
    reset(): void {
      revoked.clear()
      added = []
    },
  }
}

function kindOf(token: string): Token['kind'] {
  if (token.startsWith('github_pat_')) return 'fine-grained'
  return token.startsWith('gho_') ? 'sign-in' : 'classic'
}
