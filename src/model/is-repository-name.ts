import { parseRepositoryName, type RepositoryName } from './repository.ts'

/** Whether a value is a repository's name as it is stored. */
export function isRepositoryName(value: unknown): value is RepositoryName {
  if (typeof value !== 'string') return false
  const [owner = '', name = '', ...rest] = value.split('/')
  return !rest.length && parseRepositoryName(owner, name) === value
}
