import type { Token } from './tokens.ts'

/** Which scopes a token has and a request could have used: GitHub says neither of a fine-grained one. */
export function scopeHeaders(
  token: Token | undefined,
  parts: readonly string[],
): Readonly<Record<string, string>> {
  if (!token || token.kind === 'fine-grained') return {}
  return {
    'x-oauth-scopes': token.scopes.join(', '),
    'x-accepted-oauth-scopes': acceptedScopes(parts),
  }
}

function acceptedScopes([root, , , noun]: readonly string[]): string {
  if (root !== 'repos' && root !== 'repositories') return ''
  return noun === 'forks' || noun === 'pulls' ? 'public_repo, repo' : 'repo'
}
