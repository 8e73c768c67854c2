import type { Gam } from '../../commands/gam.ts'
import { findWaitingPoints, type WaitingPoints } from '../../commands/proposals/waiting-points.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'

/** The open pull requests that add points to a report. Once somebody has asked, all its headings know them. */
export class Waiting {
  pulls = $state.raw<readonly WaitingPoints[]>([])
  failure = $state.raw<Failure>()
  isAsking = $state(false)
  /** Who is signed in may take them in. */
  mayPush = $state(false)
  readonly gam: Gam
  readonly repository: RepositoryName
  readonly path: string
  #hasLooked = false

  constructor(gam: Gam, repository: RepositoryName, path: string) {
    this.gam = gam
    this.repository = repository
    this.path = path
  }

  /** Asks once; again after that was in vain. */
  async look(): Promise<void> {
    if (this.#hasLooked || this.isAsking) return
    this.isAsking = true
    this.failure = undefined
    const found = await findWaitingPoints(this.gam, this.repository, this.path)
    if (isFailure(found)) this.failure = found
    else {
      this.#hasLooked = true
      this.pulls = found
      if (this.gam.token() && found.some(({ isOneLine }) => isOneLine)) await this.#askMayPush()
    }
    this.isAsking = false
  }

  /** They stand in the report now, or are proposed all together. */
  taken(numbers: readonly number[]): void {
    this.pulls = this.pulls.filter(({ pull }) => !numbers.includes(pull.number))
  }

  async #askMayPush(): Promise<void> {
    const got = await this.gam.github.askJson(`/repos/${this.repository}`, 'person')
    if (isFailure(got)) return
    const { permissions } = Object(got.json) as { permissions?: unknown }
    this.mayPush = (Object(permissions) as { push?: unknown }).push === true
  }
}
