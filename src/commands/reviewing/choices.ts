import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'

/**
 * What a person chose in the last review for a repository; nothing of their account, and never a token. A sign-off is
 * no choice that holds: it is certified by a tick each time.
 */
export interface Choices {
  readonly coAuthors: string
  readonly isDraft: boolean
  readonly maintainersMayEdit: boolean
  /** GitHub’s own address instead of theirs. */
  readonly isAddressPrivate: boolean
}

/** With the name between spaces: what is stored of a private repository is found by it when it is to be forgotten. */
const keyOf = (repository: RepositoryName): string => `review ${repository} choices`

export async function loadChoices(
  { storage }: Pick<Gam, 'storage'>,
  repository: RepositoryName,
): Promise<Choices | undefined> {
  const stored = Object(await storage.settings.load(keyOf(repository))) as Partial<
    Record<keyof Choices, unknown>
  >
  const { coAuthors, isDraft, maintainersMayEdit, isAddressPrivate } = stored
  if (typeof coAuthors !== 'string') return undefined
  return {
    coAuthors,
    isDraft: isDraft === true,
    maintainersMayEdit: maintainersMayEdit !== false,
    isAddressPrivate: isAddressPrivate === true,
  }
}

export const saveChoices = (
  { storage }: Pick<Gam, 'storage'>,
  repository: RepositoryName,
  choices: Choices,
) => storage.settings.save(keyOf(repository), choices)
