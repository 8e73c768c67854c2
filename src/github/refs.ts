import { isFailure, type Failure } from '../model/failure.ts'
import { encodePath } from '../model/paths.ts'
import type { RepositoryName } from '../model/repository.ts'
import type { By } from './ask.ts'
import type { GitHub } from './github.ts'

/** The branches (else the tags) whose names begin with `prefix`, without `refs/heads/`. */
export async function fetchRefs(
  github: GitHub,
  repository: RepositoryName,
  prefix: string,
  by: By,
): Promise<readonly string[] | Failure> {
  for (const kind of ['heads', 'tags']) {
    const got = await github.askJson(
      `/repos/${repository}/git/matching-refs/${kind}/${encodePath(prefix)}`,
      by,
    )
    if (isFailure(got)) return got
    const refs = (Array.isArray(got.json) ? got.json : []).flatMap((one: { ref?: unknown }) =>
      typeof one?.ref === 'string' ? [one.ref.replace(/^refs\/(?:heads|tags)\//, '')] : [],
    )
    if (refs.length) return refs
  }
  return []
}
