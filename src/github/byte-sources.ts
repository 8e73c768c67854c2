import { fail, isFailure, type Failure } from '../model/failure.ts'
import type { RepositoryName } from '../model/repository.ts'
import type { Sha } from '../model/sha.ts'
import { blobSha } from './check-sha.ts'

/** A blob that is wanted, and where it lies. */
export interface Wanted {
  readonly repository: RepositoryName
  readonly commit: Sha
  readonly path: string
  readonly sha: Sha
}

/** One place that may have a blob's bytes. `official`: GitHub's own host, believed where no SHA-1 can be computed. */
export interface ByteSource {
  readonly official: boolean
  fetch(wanted: Wanted): Promise<Uint8Array | Failure>
}

/**
 * Asks one source after the other and gives the first bytes that have the wanted SHA. The next one is asked only
 * after a refusal, a time-out or wrong bytes. Fails as the first of GitHub's own hosts did: people know those.
 */
export async function fetchBlob(
  sources: readonly ByteSource[],
  wanted: Wanted,
): Promise<Uint8Array | Failure> {
  let failure: Failure | undefined
  let byGitHub = false
  for (const source of sources) {
    const bytes = await source.fetch(wanted)
    const sha = isFailure(bytes) ? undefined : await blobSha(bytes)
    if (!isFailure(bytes) && (sha === wanted.sha || (sha === undefined && source.official)))
      return bytes
    if (failure && (byGitHub || !source.official)) continue
    failure = isFailure(bytes) ? bytes : fail({ kind: 'wrong-bytes', path: wanted.path })
    byGitHub = source.official
  }
  return failure ?? fail({ kind: 'not-found', what: `${wanted.repository}/${wanted.path}` })
}
