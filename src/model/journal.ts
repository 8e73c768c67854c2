import type { DraftId } from './draft.ts'
import type { RepositoryName } from './repository.ts'
import type { Sha } from './sha.ts'

/** A file as it will stand in the commit. */
export type SentFile =
  | {
      readonly path: string
      readonly mode: '100644' | '100755'
      readonly before?: Sha
      readonly text: string
    }
  /** A picture, whose bytes are stored beside the draft. */
  | { readonly path: string; readonly sha: Sha }

export interface Person {
  readonly name: string
  readonly email: string
}

/** All that the maintainers will see, fixed when the person presses “Send”, so that a repeated step repeats exactly this. */
export interface Letter {
  readonly title: string
  readonly body: string
  /** The commit's, with its trailers; no trailing white space. */
  readonly message: string
  readonly author: Person
  /** UTC in whole seconds, `2026-11-21T12:00:00Z`: then the same commit is as a rule made again with the same SHA. */
  readonly date: string
  readonly isDraft: boolean
  readonly maintainersMayEdit: boolean
  readonly files: readonly SentFile[]
}

export interface PullRequestName {
  readonly number: number
  readonly url: string
}

/** Why a sending does not go on. What GitHub said stands in `said`, and is shown as a quotation. */
export type Trouble =
  /** It goes on by itself. */
  | { readonly kind: 'offline'; readonly until: number }
  | { readonly kind: 'host-trouble'; readonly until: number }
  | { readonly kind: 'rate-limited'; readonly until: number }
  | { readonly kind: 'not-ready'; readonly until: number; readonly repository: RepositoryName }
  | { readonly kind: 'sign-in' }
  /** It waits for the person. */
  | { readonly kind: 'sso'; readonly link: string }
  | { readonly kind: 'other-login'; readonly login: string }
  | { readonly kind: 'storage'; readonly problem: string }
  /** The person's own copy. */
  | { readonly kind: 'fork-archived'; readonly repository: RepositoryName }
  | {
      readonly kind: 'refused'
      readonly reason:
        | 'archived'
        | 'forks-off'
        | 'members-only'
        | 'branch-gone'
        | 'changed'
        /** Something else stands in place of the file, or of a folder that it would lie in: `said` names it. */
        | 'no-text'
        /** Somebody has pushed to the pull request what the base has otherwise by now: `said` names it. */
        | 'both-changed'
        | 'nothing-new'
        | 'token'
        | 'workflow'
        | 'rules'
        | 'fork-behind'
        | 'not-found'
        | 'closed'
        | 'other'
      readonly said?: string
    }

/** Which troubles end by themselves, or by signing in. */
export const goesOn = (trouble: Trouble): boolean =>
  ['offline', 'host-trouble', 'rate-limited', 'not-ready', 'sign-in'].includes(trouble.kind)

/**
 * What has been done of a sending, and what is to be done. Stored before and after each step that has an effect on
 * GitHub: after any failure, on any tab, after any restart, it is known where to go on.
 */
export interface Journal {
  readonly id: DraftId
  readonly repository: RepositoryName
  /** The branch of the repository that the change is meant for; `HEAD` until GitHub has said which is the default. */
  readonly base: string
  /** The commit that ours stands on. Another than the draft's only where the base does not stand on that, or it could not be reached; see `checkUnchanged` and `standOnFork`. */
  readonly parent: Sha
  /** As the draft's base: ours is put on the head of the base branch, once each file was compared with it. */
  readonly isParentUnsure?: boolean
  /** The branch that is made. */
  readonly branch: string
  readonly letter: Letter
  /** Who sends. */
  readonly login: string
  readonly startedAt: number
  /** The person has asked to wait. */
  readonly paused?: true
  readonly trouble?: Trouble
  /** How long this kind of trouble has kept the present step, in ms; and when that was counted last. */
  readonly vain?: { readonly kind: Trouble['kind']; readonly ms: number; readonly at: number }
  /** For the steps: since when their repository has not been ready, in ms since the epoch. */
  readonly since?: number

  /** Whether the branch is made in the repository itself or in the person's fork. */
  readonly route?: 'own' | 'fork'
  readonly fork?: Fork
  /** The repository was asked whether the files are still what the draft began with. */
  readonly unchanged?: true
  /** The base could not be reached from the fork: ours stands on what the fork's default branch has of it. */
  readonly onFork?: true
  readonly blobs?: readonly Sha[]
  readonly baseTree?: Sha
  readonly tree?: Sha
  readonly commit?: Sha
  readonly pushed?: 'trying' | 'done'
  readonly pull?: 'trying' | PullRequestName
  /** Commits of somebody else lie below ours on the branch: it is not Gam's to delete. */
  readonly shared?: true
  /** Each change of the pull request whose end nobody has heard of: the journal as it is if it took effect, the newest last. */
  readonly attempts?: readonly Journal[]
}

export interface Fork {
  readonly name: RepositoryName
  readonly defaultBranch: string
  /** It was seen to answer. */
  readonly ready: boolean
}

/** The repository that the branch is made in, once that is known. */
export const targetOf = (
  journal: Pick<Journal, 'repository' | 'route' | 'fork'>,
): RepositoryName | undefined => (journal.route === 'own' ? journal.repository : journal.fork?.name)

/** The steps in their order, as a person follows them. */
const STEPS = ['repository', 'fork', 'check', 'files', 'commit', 'branch', 'pull request'] as const

/** How far it is: the step that is next, and all of them. */
export function stepOf(journal: Journal): {
  readonly step: (typeof STEPS)[number]
  readonly at: number
  readonly of: number
} {
  const step = !journal.route
    ? 'repository'
    : journal.route === 'fork' && !journal.fork?.ready
      ? 'fork'
      : !journal.unchanged
        ? 'check'
        : !journal.tree
          ? 'files'
          : !journal.commit
            ? 'commit'
            : journal.pushed !== 'done'
              ? 'branch'
              : 'pull request'
  return { step, at: STEPS.indexOf(step) + 1, of: STEPS.length }
}

export const pullOf = (journal: Journal): PullRequestName | undefined =>
  typeof journal.pull === 'object' ? journal.pull : undefined
