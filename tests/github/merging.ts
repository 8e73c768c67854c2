import { writeCommit, type Signature } from './commit-object.ts'
import type { OpenRepository } from './repository.ts'

export const isAncestor = async (
  repository: OpenRepository,
  older: string,
  newer: string,
): Promise<boolean> =>
  older === newer ||
  (await repository.git('merge-base', '--is-ancestor', older, newer)) !== undefined

/** The tree of both together, or undefined where they are at odds. */
export async function mergeTrees(
  repository: OpenRepository,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const printed = await repository.git('merge-tree', '--write-tree', ours, theirs)
  return printed?.toString().trim()
}

export interface Merge {
  readonly ours: string
  readonly theirs: string
  readonly message: string
  readonly who: Omit<Signature, 'date'>
  /** Squashed, the commit does not follow `theirs`. */
  readonly squash?: boolean
}

/** The commit that merges `theirs` into `ours`, or undefined where they are at odds. */
export async function mergeCommits(
  repository: OpenRepository,
  { ours, theirs, message, who, squash = false }: Merge,
): Promise<string | undefined> {
  const tree = await mergeTrees(repository, ours, theirs)
  if (!tree) return undefined
  const signature = { ...who, date: new Date().toISOString() }
  const parents = squash ? [ours] : [ours, theirs]
  return writeCommit(repository, {
    tree,
    parents,
    author: signature,
    committer: signature,
    message,
  })
}
