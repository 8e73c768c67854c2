import type { Draft } from '../../model/draft.ts'
import { isFailure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'

/** Where an edit belongs, by the name that the repository has by now. */
export async function editedRepository(
  { trees, storage }: Pick<Gam, 'trees' | 'storage'>,
  name: RepositoryName,
): Promise<Pick<Draft, 'repository' | 'private'>> {
  const asked = await trees.repositoryOf(name, 'person')
  if (!isFailure(asked)) return { repository: asked.name, private: asked.private }
  // GitHub answers 404 for a private one to who may not see it any more.
  const known = await storage.repositories.load(name)
  return { repository: name, private: known?.private === true || 'unknown' }
}
