import type { User } from './answers.ts'
import { mergePull, type PullMerge } from './change-pull.ts'
import type { Check } from './checks.ts'
import { commitFiles, type CommitOptions } from './commit-files.ts'
import type { ForkOptions } from './forks.ts'
import type { Hub } from './hub.ts'
import type { Lags } from './lags.ts'
import { baseShaOf } from './mergeability.ts'
import { diffOf, filesOf } from './pull-diff.ts'
import type { Pull, ReviewState } from './pulls.ts'
import type { OpenRepository, RepositorySettings } from './repository.ts'
import type { GrantedToken } from './tokens.ts'

/** What a pull request is, for a test to look at. */
export type SeenPull = Omit<Pull, 'repository' | 'head' | 'user'> & {
  readonly repository: string
  readonly user: string
  readonly head: { readonly repository: string; readonly branch: string }
}

/** What other people, time and GitHub itself do, besides what comes through the API. */
export function createControl(hub: Hub) {
  function repository(name: string): OpenRepository {
    const found = hub.catalogue.byName(name)?.repository
    if (!found) throw new Error(`The local GitHub serves no ${name}.`)
    return found
  }

  function user(login: string): User {
    const found = hub.tokens.user(login)
    if (!found) throw new Error(`The local GitHub knows no ${login}.`)
    return found
  }

  function pull(name: string, number: number): Pull {
    const found = hub.pulls.find(repository(name), number)
    if (!found) throw new Error(`${name} has no pull request ${number}.`)
    return found
  }

  const see = (seen: Pull): SeenPull => ({
    ...seen,
    repository: seen.repository.served.name,
    user: seen.user.login,
    head: { repository: seen.head.repository.served.name, branch: seen.head.branch },
  })

  return {
    /** Somebody commits to a branch; says the commit. */
    commit: (name: string, options: CommitOptions): Promise<string> =>
      commitFiles(hub, repository(name), options),

    /** The owner changes what the repository allows. */
    change: (name: string, settings: RepositorySettings): void => repository(name).change(settings),
    archive: (name: string): void => repository(name).change({ archived: true }),
    /** The old name leads to the new one. */
    rename(name: string, to: string): void {
      const { served } = repository(name)
      const formerNames = [...(served.formerNames ?? []), served.name]
      repository(name).change({ name: to, formerNames })
    },
    /** Its owner deletes it; pull requests from it stay. */
    remove: (name: string): void => hub.catalogue.remove(repository(name)),
    /** A fork that somebody made long ago, ready at once; says its name. */
    async fork(name: string, login: string, options: ForkOptions = {}): Promise<string> {
      const made = await hub.forks.make(repository(name), user(login), options)
      hub.forks.finish(made)
      return made.served.name
    },
    /** Moves, makes or (with undefined) deletes a branch, whatever rules there are. */
    setBranch(name: string, branch: string, sha: string | undefined): void {
      const target = repository(name)
      const ref = `refs/heads/${branch}`
      if (sha) target.changed.set(ref, sha)
      else target.changed.delete(ref)
      hub.pulls.headMoved(target, ref, sha)
    },

    /** The old name leads to the new one at `branches/OLD`; what was default stays so, and open pull requests follow. */
    async renameBranch(name: string, from: string, to: string): Promise<void> {
      const target = repository(name)
      const isDefault = (await target.defaultBranch()) === from
      const sha = await target.branch(from)
      if (sha) target.changed.set(`refs/heads/${to}`, sha)
      const renamedBranches = { ...target.served.renamedBranches, [from]: to }
      target.change({ renamedBranches, ...(isDefault ? { defaultBranch: to } : {}) })
      for (const one of hub.pulls.of(target)) {
        if (one.base === from && one.state === 'open') hub.pulls.touch(one, { base: to })
      }
      target.changed.delete(`refs/heads/${from}`)
    },

    /** A maintainer merges; says the commit, and throws where the two are at odds. */
    async merge(
      name: string,
      number: number,
      { by, ...options }: Omit<PullMerge, 'by'> & { readonly by?: string } = {},
    ): Promise<string> {
      const merged = pull(name, number)
      const sha = await mergePull(
        merged,
        { ...options, by: by === undefined ? merged.user : user(by) },
        hub,
      )
      if (sha) hub.forks.hideFrom(merged.repository, [sha])
      else throw new Error(`${name}#${number} conflicts with ${merged.base}.`)
      return sha
    },
    async closePull(name: string, number: number): Promise<void> {
      const closed = pull(name, number)
      hub.pulls.close(closed, await baseShaOf(closed))
    },
    comment(name: string, number: number, login: string, body: string): void {
      const one = { id: hub.pulls.nextId(), user: user(login), body, at: hub.pulls.now() }
      const { comments } = pull(name, number)
      hub.pulls.touch(pull(name, number), { comments: [...comments, one] })
    },
    review(name: string, number: number, login: string, state: ReviewState, body = ''): void {
      const { reviews, headSha: commit } = pull(name, number)
      const at = hub.pulls.now()
      const one = { id: hub.pulls.nextId(), user: user(login), body, at, state, commit }
      hub.pulls.touch(pull(name, number), { reviews: [...reviews, one] })
    },
    commentOnLine(
      name: string,
      number: number,
      login: string,
      { path, line, body }: { readonly path: string; readonly line: number; readonly body: string },
    ): void {
      const { lineComments, headSha: commit } = pull(name, number)
      const said = { id: hub.pulls.nextId(), user: user(login), body, at: hub.pulls.now() }
      const one = { ...said, path, line, commit }
      hub.pulls.touch(pull(name, number), { lineComments: [...lineComments, one] })
    },
    setCheck: (sha: string, check: Check): void => hub.checks.set(sha, check),

    /** It expires, or is taken back. */
    revoke: (token: string): void => hub.tokens.revoke(token),
    grant: (login: string, token: GrantedToken): void => hub.tokens.grant(user(login), token),
    requireSaml: (owner: string): void => hub.organizations.requireSaml(owner),
    forbidClassic: (owner: string): void => hub.organizations.forbidClassic(owner),

    setLags: (lags: Partial<Lags>): void => hub.forks.setLags(lags),
    /** A commit that is posted twice gets two SHAs, as though a second had passed between. */
    repeatedCommitsDiffer: (on: boolean): void => hub.clock.repeatsDiffer(on),
    /** Nobody may let maintainers push to their branch. */
    refuseForkCollab: (on: boolean): void => hub.refuseForkCollab(on),
    /** Rules keep these refs (`refs/heads/gam/x`) from being made, moved or deleted through the API. */
    protect: (name: string, refs: RegExp, status: 409 | 422 = 422): void =>
      hub.rules.add({ repository: name, refs, status }),

    pulls: (name: string): SeenPull[] => hub.pulls.of(repository(name)).map(see),
    filesOf: (name: string, number: number) => filesOf(pull(name, number)),
    diffOf: (name: string, number: number): Promise<string> => diffOf(pull(name, number)),
    /** `refs/heads/main` and where it is. */
    refs: async (name: string): Promise<Record<string, string>> =>
      Object.fromEntries((await repository(name).refs()).map(({ ref, sha }) => [ref, sha])),
    /** A file's text on a branch or at a commit. */
    fileAt: async (name: string, ref: string, path: string): Promise<string | undefined> => {
      const sha = await repository(name).commitOf(ref)
      return sha && (await repository(name).fileAt(sha, path))?.toString()
    },
    /** What an account owns, by name. */
    repositoriesOf: (login: string): string[] =>
      hub.catalogue.all
        .map(({ served }) => served.name)
        .filter((name) => name.toLowerCase().startsWith(`${login.toLowerCase()}/`)),
  }
}
