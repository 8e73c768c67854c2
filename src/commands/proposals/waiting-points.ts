import { addedPoints, isOneLineMore } from '../../markdown/added-points.ts'
import { plainText } from '../../merging/keep-endings.ts'
import { reversePatch } from '../../merging/reverse-patch.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'
import { editableText } from '../editing/begin-draft.ts'
import { openBlob } from '../reading/open-blob.ts'
import { findOpenPulls, type OpenPull } from './open-pulls.ts'

/** What an open pull request adds to the lists of a report. */
export interface WaitingPoints {
  readonly pull: OpenPull
  readonly points: ReturnType<typeof addedPoints>
  /** It adds one line to this file and does nothing else. */
  readonly isOneLine: boolean
  /** The pull request that takes it in together with others, or that it is. */
  readonly heldBy?: OpenPull
  /** The file as the pull request began with it, and as it leaves it. */
  readonly before: string
  readonly after: string
}

/** One call for the list, one more for each of the newest, and the file of those that change it. */
export async function findWaitingPoints(
  gam: Gam,
  repository: RepositoryName,
  path: string,
): Promise<readonly WaitingPoints[] | Failure> {
  const pulls = await findOpenPulls(gam, repository, [path])
  if (isFailure(pulls)) return pulls
  const together = pulls.filter(({ closes }) => pulls.some(({ number }) => closes.includes(number)))
  const found: WaitingPoints[] = []
  for (const pull of pulls) {
    const file = pull.files.find((one) => one.path === path)
    if (!file?.patch) continue
    const wanted = { repository, commit: pull.head, path, sha: file.sha }
    const bytes = await openBlob(gam, wanted, 'person')
    const text = isFailure(bytes) ? bytes : editableText(bytes, path)
    // What cannot be read holds up none of the others.
    if (isFailure(text)) continue
    const after = plainText(text)
    const before = reversePatch(after, file.patch)
    const points = before === undefined ? [] : addedPoints(before, after)
    if (before === undefined || !points.length) continue
    const isOneLine = pull.files.length === 1 && isOneLineMore(before, after)
    const heldBy = together.find((one) => one === pull || one.closes.includes(pull.number))
    found.push({ pull, points, isOneLine, ...(heldBy ? { heldBy } : {}), before, after })
  }
  return found
}
