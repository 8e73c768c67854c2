import { NOT_FOUND, type ApiAnswer, type Partly, type Schemas } from './answers.ts'
import { changesOf } from './pull-diff.ts'
import type { OpenRepository } from './repository.ts'

/** GitHub names no more of the files. */
const MOST_FILES = 300

/** `GET compare/BASE...HEAD`, both commits or branches of this repository or of its forks' commits. */
export async function answerComparison(
  repository: OpenRepository,
  basehead: string,
): Promise<ApiAnswer> {
  const [base, head] = await Promise.all(
    basehead.split('...').map((name) => repository.commitOf(name)),
  )
  if (!base || !head) return NOT_FOUND
  const mergeBase = (await repository.git('merge-base', base, head))?.toString().trim()
  if (!mergeBase) return NOT_FOUND
  const counted = await repository.git('rev-list', '--left-right', '--count', `${base}...${head}`)
  const [behind = 0, ahead = 0] = (counted?.toString() ?? '').trim().split('\t').map(Number)
  const status = ahead ? (behind ? 'diverged' : 'ahead') : behind ? 'behind' : 'identical'
  const json = {
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    merge_base_commit: { sha: mergeBase },
    files: (await changesOf(repository, `${base}...${head}`)).slice(0, MOST_FILES),
  } satisfies Partly<Schemas['commit-comparison']>
  return { status: 200, json }
}
