import type { Draft } from '../../model/draft.ts'
import { branchName } from '../../model/proposal-words.ts'

/** Who would send an edit, as far as it is known. */
export interface Route {
  readonly member: boolean
  readonly isDraft: boolean
}

/** One plain sentence that names each thing that will be made. */
export function whatWillHappen(draft: Draft, path: string, route: Route | undefined): string {
  const { repository, id } = draft
  const branch = `a branch “${branchName(path, id)}”`
  const target = draft.branch === 'HEAD' ? '' : `, for its branch “${draft.branch}”`
  const pull = route?.isDraft ? 'a draft pull request' : 'a pull request'
  if (route?.member) {
    return `This makes ${branch} in ${repository} with one commit, and ${pull}${target}. Nothing else of the repository is changed.`
  }
  const copy = `your own copy (a fork) of ${repository}, if you have none yet`
  const alternative = route
    ? ''
    : ' Who may write to the repository needs no copy: then the branch is made there.'
  return `This makes ${copy}, ${branch} in it with one commit, and ${pull} to ${repository}${target}. Nothing of ${repository} itself is changed until its maintainers take it in.${alternative}`
}
