import type { ApiAnswer, ApiRequest, Partly, Schemas } from './answers.ts'
import { urlsOf } from './urls.ts'
import type { OpenRepository } from './repository.ts'

export interface Check {
  readonly name: string
  readonly status?: 'queued' | 'in_progress' | 'completed'
  readonly conclusion?: 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required' | null
  /** Where people read what happened. */
  readonly detailsUrl?: string
  /** An old commit status instead of a check run. */
  readonly isStatus?: boolean
}

/** What tests said of commits. */
export function createChecks() {
  const checks = new Map<string, Check[]>()

  function of(sha: string, isStatus: boolean): Check[] {
    return (checks.get(sha) ?? []).filter((one) => (one.isStatus ?? false) === isStatus)
  }

  return {
    reset: (): void => checks.clear(),
    /** Takes the place of what the check of this name said before. */
    set(sha: string, check: Check): void {
      const others = (checks.get(sha) ?? []).filter(({ name }) => name !== check.name)
      checks.set(sha, [...others, check])
    },
    hasFailed: (sha: string): boolean =>
      (checks.get(sha) ?? []).some(
        ({ status = 'completed', conclusion = 'success' }) =>
          status !== 'completed' || !['success', 'neutral'].includes(conclusion ?? ''),
      ),

    answerRuns(repository: OpenRepository, sha: string, { api }: ApiRequest): ApiAnswer {
      const { repository: url } = urlsOf(api, repository.served.name)
      const runs = of(sha, false).map(
        ({ name, status = 'completed', conclusion = 'success', detailsUrl = null }, at) =>
          ({
            id: at + 1,
            name,
            head_sha: sha,
            url: `${url}/check-runs/${at + 1}`,
            html_url: detailsUrl,
            details_url: detailsUrl,
            status,
            conclusion: status === 'completed' ? conclusion : null,
          }) satisfies Partly<Schemas['check-run']>,
      )
      return { status: 200, json: { total_count: runs.length, check_runs: runs } }
    },

    answerStatus(repository: OpenRepository, sha: string, { api }: ApiRequest): ApiAnswer {
      const statuses = of(sha, true).map(
        ({ name, status = 'completed', conclusion = 'success', detailsUrl = null }) => ({
          context: name,
          state: status === 'completed' ? (conclusion ?? 'error') : 'pending',
          target_url: detailsUrl,
          description: null,
        }),
      )
      const states = statuses.map(({ state }) => state)
      const state = states.some((one) => one === 'failure' || one === 'error')
        ? 'failure'
        : // GitHub says so, too, of a commit that nobody spoke of.
          states.includes('pending') || states.length === 0
          ? 'pending'
          : 'success'
      const url = `${urlsOf(api, repository.served.name).commit(sha)}/status`
      return {
        status: 200,
        json: {
          sha,
          state,
          statuses: statuses as Partly<Schemas['simple-commit-status']>[],
          total_count: statuses.length,
          url,
        } satisfies Partly<Schemas['combined-commit-status']>,
      }
    },
  }
}

export type Checks = ReturnType<typeof createChecks>
