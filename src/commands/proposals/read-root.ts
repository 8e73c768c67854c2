import type { Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { namesOf } from '../sending/find-target.ts'
import { hostTrouble } from '../sending/reply.ts'
import { refusalOf, type Proposing } from './proposing.ts'

/** The tree of a commit, which a new one is put on. */
export async function readRoot(
  repository: RepositoryName,
  commit: Sha,
  { write, now }: Proposing,
): Promise<Sha | Trouble> {
  const reply = await write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...namesOf(repository),
    commit_sha: commit,
  })
  if (reply.kind !== 'done') return refusalOf(reply, now())
  const { sha } = Object(Object(reply.json).tree) as { sha?: unknown }
  return isSha(sha) ? sha : hostTrouble(now())
}
