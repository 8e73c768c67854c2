import type { OpenRepository } from './repository.ts'

/** What all forks come from in the end. */
export const sourceOf = (repository: OpenRepository): OpenRepository =>
  repository.parent ? sourceOf(repository.parent) : repository

export const isSameNetwork = (a: OpenRepository, b: OpenRepository): boolean =>
  sourceOf(a) === sourceOf(b)
