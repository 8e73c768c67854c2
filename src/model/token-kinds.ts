/** GitHub's tokens, told by their prefix. */
export type TokenKind =
  'classic' | 'fine-grained' | 'oauth' | 'app-user' | 'app-installation' | 'old-classic' | 'unknown'

const KINDS: readonly (readonly [RegExp, TokenKind])[] = [
  [/^ghp_/, 'classic'],
  [/^github_pat_/, 'fine-grained'],
  [/^gho_/, 'oauth'],
  [/^ghu_/, 'app-user'],
  [/^ghs_/, 'app-installation'],
  // Before April 2021 a token was nothing but 40 hexadecimal digits.
  [/^[0-9a-f]{40}$/, 'old-classic'],
]

export const tokenKind = (token: string): TokenKind =>
  KINDS.find(([form]) => form.test(token.trim()))?.[1] ?? 'unknown'

export interface TokenUse {
  readonly kind: TokenKind
  /** What `X-OAuth-Scopes` says; none where GitHub sent no such header. */
  readonly scopes?: readonly string[]
  readonly private: boolean
  /** The person may push to the repository. */
  readonly member: boolean
}

type Can = 'yes' | 'no' | 'perhaps'

/** What a token can do towards a pull request; `why` names the one thing a person should know of it. */
export interface TokenReach {
  /** Make the person's own copy; not needed by a member. */
  readonly fork: Can
  readonly push: Can
  readonly openPullRequest: Can
  /** Bring along changed files of `.github/workflows`, as when a fork far behind is written to. */
  readonly workflows: Can
  readonly why: ReachReason
}

type ReachReason =
  | { readonly kind: 'enough' }
  | { readonly kind: 'scope-missing'; readonly scope: 'public_repo' | 'repo' }
  /** An organization may shut classic tokens or OAuth apps out; only GitHub's answer tells. */
  | { readonly kind: 'organization-decides' }
  /** Fine-grained tokens cannot propose to a repository whose owner did not let them in. */
  | { readonly kind: 'not-a-member' }
  /** Which repositories and permissions it has is not told beforehand. */
  | { readonly kind: 'permissions-unknown' }
  /** The app must be installed by the owner of the repository and by the person. */
  | { readonly kind: 'app-must-be-installed' }
  /** It stands for an installed app: no fork and no pull request would be the person's own. */
  | { readonly kind: 'not-a-person' }
  | { readonly kind: 'unknown-kind' }

/** What is known before anything is written. GitHub has the last word. */
export function tokenReach(use: TokenUse): TokenReach {
  switch (use.kind) {
    case 'classic':
    case 'old-classic':
    case 'oauth':
      return reachByScopes(use)
    case 'fine-grained':
      return use.member
        ? reach('perhaps', { kind: 'permissions-unknown' })
        : { ...reach('perhaps', { kind: 'not-a-member' }), openPullRequest: 'no' }
    case 'app-user':
      return reach('perhaps', { kind: 'app-must-be-installed' })
    case 'app-installation':
      return reach('no', { kind: 'not-a-person' })
    case 'unknown':
      return reach('perhaps', { kind: 'unknown-kind' })
  }
}

function reachByScopes({ kind, scopes, private: isPrivate }: TokenUse): TokenReach {
  if (!scopes) return reach('perhaps', { kind: 'permissions-unknown' })
  const needed = isPrivate ? 'repo' : 'public_repo'
  if (!scopes.includes('repo') && !scopes.includes(needed)) {
    return reach('no', { kind: 'scope-missing', scope: needed })
  }
  const why: ReachReason = kind === 'oauth' ? { kind: 'organization-decides' } : { kind: 'enough' }
  return { ...reach('yes', why), workflows: scopes.includes('workflow') ? 'yes' : 'no' }
}

const reach = (can: Can, why: ReachReason): TokenReach => ({
  fork: can,
  push: can,
  openPullRequest: can,
  workflows: can,
  why,
})

/** The list in `X-OAuth-Scopes`. */
export const parseScopes = (header: string): readonly string[] =>
  header
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope)
