import { ownerOf } from './access.ts'
import { refusal, NOT_FOUND, EMPTY, type ApiAnswer, type User } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import { NO_LAGS, type Lags } from './lags.ts'
import { isSameNetwork } from './network.ts'
import { createRefs } from './refs.ts'
import type { OpenRepository } from './repository.ts'

/** How far a fork is from being ready, and which objects of its upstream have not come to it. */
interface Progress {
  appears: number
  reads: number
  writes: number
  hidden: { readonly shas: ReadonlySet<string>; left: number }[]
}

export interface ForkOptions {
  /** `me/other`; without it, as its parent's name, with `-1` where that is taken. */
  readonly name?: string
  /** An old fork: it stands so many commits before its parent. */
  readonly behind?: number
  readonly defaultBranchOnly?: boolean
}

/** The forks of the repositories: they share their objects, and have refs of their own. */
export function createForks(catalogue: Catalogue) {
  const underway = new Map<OpenRepository, Progress>()
  let lags = NO_LAGS

  const freeName = (wanted: string): string => {
    for (let n = 0; ; n++) {
      const name = n ? `${wanted}-${n}` : wanted
      if (!catalogue.byName(name)) return name
    }
  }

  return {
    get lags(): Lags {
      return lags
    },
    setLags: (changed: Partial<Lags>): void => void (lags = { ...lags, ...changed }),
    reset(): void {
      underway.clear()
      lags = NO_LAGS
    },

    /** The one repository of this network that the account has. */
    of: (repository: OpenRepository, user: User): OpenRepository | undefined =>
      catalogue.all.find(
        (one) =>
          isSameNetwork(one, repository) &&
          ownerOf(one.served).toLowerCase() === user.login.toLowerCase(),
      ),

    async make(
      parent: OpenRepository,
      user: User,
      { name, behind = 0, defaultBranchOnly = false }: ForkOptions = {},
    ): Promise<OpenRepository> {
      const defaultBranch = await parent.defaultBranch()
      const all = await parent.refs()
      const copied = defaultBranchOnly
        ? all.filter(({ ref }) => ref === `refs/heads/${defaultBranch}`)
        : all
      const refs = createRefs(copied)
      const old = behind && (await parent.commitOf(defaultBranch))
      if (old) {
        const printed = await parent.git('rev-parse', '--verify', `${old}~${behind}`)
        refs.set(`refs/heads/${defaultBranch}`, (printed ?? '').toString().trim())
      }
      const { gitDir, env, private: isPrivate = false } = parent.served
      const short = parent.served.name.split('/')[1] ?? ''
      const fork = catalogue.addFork(
        parent,
        {
          name: name ?? freeName(`${user.login}/${short}`),
          gitDir,
          ...(env && { env }),
          private: isPrivate,
          defaultBranch,
        },
        refs,
      )
      underway.set(fork, {
        appears: lags.forkAppears,
        reads: lags.forkReads,
        writes: lags.forkWrites,
        hidden: [],
      })
      return fork
    },

    /** Makes a fork ready at once. */
    finish: (fork: OpenRepository): void =>
      void underway.set(fork, { appears: 0, reads: 0, writes: 0, hidden: [] }),

    /** What a fork that is not ready says to a request; `asksGit`: for objects or refs. */
    refuseUnready(
      repository: OpenRepository,
      { writes, asksGit }: { readonly writes: boolean; readonly asksGit: boolean },
    ): ApiAnswer | undefined {
      const progress = underway.get(repository)
      if (!progress) return undefined
      if (progress.appears > 0) {
        progress.appears--
        return NOT_FOUND
      }
      if (!asksGit) return undefined
      if (progress.reads > 0) {
        progress.reads--
        return NOT_FOUND
      }
      if (!writes || progress.writes <= 0) return undefined
      progress.writes--
      return lags.forkWriteStatus === 404 ? NOT_FOUND : EMPTY
    },

    /** Objects that came to a repository do not come to the forks of its network at once. */
    hideFrom(repository: OpenRepository, shas: readonly string[]): void {
      if (lags.newObjects === 0) return
      for (const [fork, { hidden }] of underway) {
        if (fork !== repository && isSameNetwork(fork, repository))
          hidden.push({ shas: new Set(shas), left: lags.newObjects })
      }
    },

    /** Why a repository cannot use these objects yet. */
    refuseHidden(
      repository: OpenRepository,
      shas: readonly (string | undefined)[],
    ): ApiAnswer | undefined {
      const found = underway
        .get(repository)
        ?.hidden.find((one) => one.left > 0 && shas.some((sha) => sha && one.shas.has(sha)))
      if (!found) return undefined
      found.left--
      return lags.newObjectStatus === 404 ? NOT_FOUND : refusal(422, 'Object does not exist')
    },
  }
}

export type Forks = ReturnType<typeof createForks>
