import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'
import type { FoundPull } from './begin.ts'

/** The pull request that somebody says they have opened. One call. */
export async function findPull(
  gam: Gam,
  repository: RepositoryName,
  number: number,
): Promise<FoundPull | Failure> {
  const got = await gam.github.askJson(`/repos/${repository}/pulls/${number}`, 'person')
  if (isFailure(got)) return got
  const { html_url: url, user, head } = Object(got.json) as Record<string, unknown>
  const { login } = Object(user) as { login?: unknown }
  const { ref } = Object(head) as { ref?: unknown }
  if (typeof url !== 'string' || typeof login !== 'string' || typeof ref !== 'string') {
    return fail({ kind: 'malformed', what: `pull request ${number}`, problem: 'it has no author' })
  }
  return { pull: { number, url }, login, branch: ref }
}
