import type { Draft } from '../../model/draft.ts'
import { isFailure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'

/** The branch that an edit is meant for, by its own name, which GitHub's editor wants. One call for the default one. */
export async function openBranchName(
  { github }: Pick<Gam, 'github'>,
  { repository, branch }: Pick<Draft, 'repository' | 'branch'>,
): Promise<string> {
  if (branch !== 'HEAD') return branch
  const got = await github.askJson(`/repos/${repository}`, 'person')
  const { default_branch } = Object(isFailure(got) ? undefined : got.json) as Record<
    string,
    unknown
  >
  return typeof default_branch === 'string' ? default_branch : branch
}
