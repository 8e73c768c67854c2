import { refusal, type ApiAnswer } from './answers.ts'
import type { Token } from './tokens.ts'

/** What an owner asks of every token, be the repository public or not. */
export function createOrganizations(web: () => string) {
  const behindSaml = new Set<string>()
  const withoutClassic = new Set<string>()
  return {
    requireSaml: (owner: string): void => void behindSaml.add(owner.toLowerCase()),
    forbidClassic: (owner: string): void => void withoutClassic.add(owner.toLowerCase()),
    reset(): void {
      behindSaml.clear()
      withoutClassic.clear()
    },
    refuse(owner: string, token: Token | undefined): ApiAnswer | undefined {
      if (token?.kind === 'classic' && withoutClassic.has(owner.toLowerCase())) {
        return refusal(
          403,
          `\`${owner}\` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.`,
        )
      }
      if (!token || !behindSaml.has(owner.toLowerCase())) return undefined
      return refusal(
        403,
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        { 'x-github-sso': `required; url=${web()}/orgs/${owner}/sso?authorization_request=AAAA` },
      )
    },
  }
}
