import type { Writer } from '../../github/writer.ts'
import type { Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { namesOf } from './find-target.ts'
import { commonTrouble } from './reply.ts'

export interface Comparison {
  /** The newest commit that both stand on: `older` itself where it is an ancestor of `newer`. */
  readonly mergeBase: Sha
  /** What was changed since then; none where GitHub may have left some out. */
  readonly changed?: ReadonlySet<string>
}

/** GitHub names no more files than these. */
const MOST_FILES = 300

/** How two commits of a repository or of its forks lie to each other; undefined where they have nothing in common. */
export async function compareCommits(
  write: Writer,
  repository: RepositoryName,
  older: Sha,
  newer: Sha,
  now: number,
): Promise<Comparison | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/compare/{basehead}', {
    ...namesOf(repository),
    basehead: `${older}...${newer}`,
    // Of the commits between them nothing is needed; the files stand on the first page whatever its length.
    per_page: 1,
  })
  if (reply.kind !== 'done') return commonTrouble(reply, now)
  const { merge_base_commit, files } = Object(reply.json) as Record<string, unknown>
  const { sha } = Object(merge_base_commit) as { sha?: unknown }
  if (!isSha(sha)) return undefined
  if (!Array.isArray(files) || files.length >= MOST_FILES) return { mergeBase: sha }
  const names = files.flatMap((one) => {
    const { filename, previous_filename } = Object(one) as Record<string, unknown>
    return [filename, previous_filename].filter((name) => typeof name === 'string')
  })
  return { mergeBase: sha, changed: new Set(names) }
}
