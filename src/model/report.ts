import type { RepositoryName } from './repository.ts'
import type { Sha } from './sha.ts'

/** One Markdown file at one commit. */
export interface Report {
  readonly repository: RepositoryName
  /** As the address has it. */
  readonly ref: string
  readonly commit: Sha
  readonly path: string
  readonly sha: Sha
}
