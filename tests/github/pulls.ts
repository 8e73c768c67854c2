import type { User } from './answers.ts'
import type { OpenRepository } from './repository.ts'

export interface Said {
  readonly id: number
  readonly user: User
  readonly body: string
  readonly at: string
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'

export interface Review extends Said {
  readonly state: ReviewState
  readonly commit: string
}

export interface LineComment extends Said {
  readonly path: string
  readonly line: number
  readonly commit: string
}

export interface Pull {
  readonly id: number
  readonly number: number
  readonly repository: OpenRepository
  readonly user: User
  readonly createdAt: string
  readonly head: { readonly repository: OpenRepository; readonly branch: string }
  base: string
  title: string
  body: string | null
  draft: boolean
  maintainerCanModify: boolean
  state: 'open' | 'closed'
  /** It follows the branch while the pull request is open. */
  headSha: string
  /** Where the base stood when it was closed or merged. */
  baseSha: string | undefined
  updatedAt: string
  closedAt: string | null
  merged: { readonly at: string; readonly by: User; readonly sha: string } | undefined
  reviews: Review[]
  comments: Said[]
  lineComments: LineComment[]
}

export type NewPull = Pick<
  Pull,
  | 'repository'
  | 'user'
  | 'head'
  | 'base'
  | 'title'
  | 'body'
  | 'draft'
  | 'maintainerCanModify'
  | 'headSha'
>

/** The pull requests of all repositories; each repository counts its own. */
export function createPulls() {
  let pulls: Pull[] = []
  let ids = 0

  const now = (): string => new Date().toISOString().replace(/\.\d+/, '')

  function touch(pull: Pull, changes: Partial<Pull>): Pull {
    return Object.assign(pull, { ...changes, updatedAt: now() })
  }

  function close(pull: Pull, baseSha: string | undefined): Pull {
    return touch(pull, { state: 'closed', closedAt: now(), baseSha })
  }

  return {
    now,
    touch,
    close,
    nextId: (): number => ++ids,
    reset(): void {
      pulls = []
      ids = 0
    },

    of: (repository: OpenRepository): readonly Pull[] =>
      pulls.filter((pull) => pull.repository === repository),

    find: (repository: OpenRepository, number: number): Pull | undefined =>
      pulls.find((pull) => pull.repository === repository && pull.number === number),

    /** The open one from this branch to that base: there is never more than one. */
    openOne: (head: Pull['head'], repository: OpenRepository, base: string): Pull | undefined =>
      pulls.find(
        (pull) =>
          pull.state === 'open' &&
          pull.repository === repository &&
          pull.base === base &&
          pull.head.repository === head.repository &&
          pull.head.branch === head.branch,
      ),

    add(made: NewPull): Pull {
      const at = now()
      const pull: Pull = {
        ...made,
        id: ++ids,
        number: 1 + pulls.filter((one) => one.repository === made.repository).length,
        state: 'open',
        createdAt: at,
        updatedAt: at,
        closedAt: null,
        baseSha: undefined,
        merged: undefined,
        reviews: [],
        comments: [],
        lineComments: [],
      }
      pulls.push(pull)
      return pull
    },

    merge(pull: Pull, by: User, sha: string, baseSha: string): void {
      close(pull, baseSha)
      touch(pull, { merged: { at: now(), by, sha } })
    },

    /** Open pull requests follow their branch; where it is deleted, GitHub closes them. */
    headMoved(repository: OpenRepository, ref: string, sha: string | undefined): void {
      for (const pull of pulls) {
        if (pull.state !== 'open' || pull.head.repository !== repository) continue
        if (ref !== `refs/heads/${pull.head.branch}`) continue
        if (sha) touch(pull, { headSha: sha })
        else close(pull, undefined)
      }
    },
  }
}

export type Pulls = ReturnType<typeof createPulls>
