import type { User } from './answers.ts'
import { createCatalogue } from './catalogue.ts'
import { createChecks } from './checks.ts'
import { createForks } from './forks.ts'
import { createMergeability } from './mergeability.ts'
import { createOrganizations } from './organizations.ts'
import { createPulls } from './pulls.ts'
import type { ServedRepository } from './repository.ts'
import { createRules } from './rules.ts'
import { createTokens } from './tokens.ts'
import { createCommitClock } from './commit-clock.ts'

export interface HubOptions {
  readonly repositories: readonly ServedRepository[]
  readonly users: readonly User[]
  /** For what is written; whoever made it removes it. */
  readonly folder: string
  /** The address of the pages for people. */
  readonly web: () => string
}

/** All that the local GitHub knows, and that what is written changes. */
export function createHub({ repositories, users, folder, web }: HubOptions) {
  const catalogue = createCatalogue(repositories, folder)
  const parts = {
    tokens: createTokens(users),
    organizations: createOrganizations(web),
    forks: createForks(catalogue),
    pulls: createPulls(),
    checks: createChecks(),
    mergeability: createMergeability(),
    rules: createRules(),
    clock: createCommitClock(),
  }
  let refusesForkCollab = false
  return {
    catalogue,
    ...parts,
    /** What GitHub gives to a gateway that somebody signs in through. */
    signIn(login: string, scopes: readonly string[]): string {
      const user = parts.tokens.user(login)
      if (!user) throw new Error(`The local GitHub knows no ${login}.`)
      const token = `gho_${login}`
      parts.tokens.grant(user, { token, scopes })
      return token
    },
    refusesForkCollab: (): boolean => refusesForkCollab,
    refuseForkCollab: (on: boolean): void => void (refusesForkCollab = on),
    /** As it was at the start. */
    reset(): void {
      catalogue.reset()
      for (const part of Object.values(parts)) part.reset()
      refusesForkCollab = false
    },
  }
}

export type Hub = ReturnType<typeof createHub>
