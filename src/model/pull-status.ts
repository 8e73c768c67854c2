import type { RepositoryName } from './repository.ts'
import type { Sha } from './sha.ts'

/** What has become of a pull request; `draft`: open, and not yet to be reviewed. */
export type PullState = 'open' | 'draft' | 'accepted' | 'closed'

/** What GitHub says of a pull request. */
export interface PullFacts {
  readonly state: PullState
  readonly title: string
  readonly body: string
  readonly url: string
  readonly base: string
  readonly headSha: Sha
  /** ISO; changes with every commit, review and comment, not with checks. */
  readonly updatedAt: string
  /** None: GitHub is still computing it. */
  readonly mergeable?: boolean
  /** It is behind its base, and must not be. */
  readonly isBehind: boolean
}

export type CheckState = 'passing' | 'failing' | 'running'

/** How many checks of the newest commit stand how. */
export type Checks = Readonly<Record<CheckState, number>>

/** What somebody said below or about a pull request. */
export interface Remark {
  readonly by: string
  readonly text: string
  readonly url: string
  /** ISO. */
  readonly at: string
  readonly verdict?: 'approved' | 'changes-requested'
}

/** A pull request of this person's that this browser does not know. */
export interface ForeignPull {
  readonly repository: RepositoryName
  readonly number: number
  readonly title: string
  readonly url: string
  readonly state: PullState
  readonly branch: string
}

export const isOpen = (state: PullState): boolean => state === 'open' || state === 'draft'

export const NO_CHECKS: Checks = { passing: 0, failing: 0, running: 0 }

export const addChecks = (one: Checks, other: Checks): Checks => ({
  passing: one.passing + other.passing,
  failing: one.failing + other.failing,
  running: one.running + other.running,
})

/** What was said last, by somebody else than the author of the pull request. */
export const lastRemark = (remarks: readonly Remark[], author: string): Remark | undefined =>
  remarks
    .filter(({ by }) => by.toLowerCase() !== author.toLowerCase())
    .reduce<Remark | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)
