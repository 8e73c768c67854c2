import { isFailure, type Failure } from '../../model/failure.ts'
import { encodePath } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'
import { findObstacle } from '../sending/find-obstacle.ts'

/** What stands where a folder that is not there would have to be made, asked for before anything is sent. */
export const askObstacle = (
  { github }: Pick<Gam, 'github'>,
  repository: RepositoryName,
  ref: string,
  folder: string,
): Promise<string | Failure | undefined> =>
  findObstacle(folder, async (path): Promise<{ readonly json: unknown } | Failure | undefined> => {
    const at = `/repos/${repository}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`
    const got = await github.askJson(at, 'person')
    return isFailure(got) && got.kind === 'not-found' ? undefined : got
  })
