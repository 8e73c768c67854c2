import type { Writer } from '../../github/writer.ts'
import type { Journal, SentFile, Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { compareCommits } from './compare-commits.ts'
import { compareFiles } from './compare-files.ts'
import { namesOf } from './find-target.ts'
import { commonTrouble } from './reply.ts'
import type { Done, Sending } from './send.ts'

/**
 * Nothing is sent over somebody else's work: the branch still has each file as the edit began with it. Ours stands on
 * the commit that the edit began with only while the branch stands on that too: else a pull request would bring back
 * what was taken out of the branch's history.
 */
export async function checkUnchanged(journal: Journal, { write, now }: Sending): Promise<Done> {
  const found = await findBase(journal, write, now())
  if ('kind' in found) return found
  const { isParentUnsure, ...sure } = { ...journal, base: found.branch }
  const { head } = found
  const { repository, parent, letter } = journal
  const isStill = head === parent && !isParentUnsure
  // Where every file is compared in any case, ours stands on the head as well: the two commits need no comparing.
  const isDirect = isStill || isParentUnsure || letter.files.every(isNew)
  const past = isDirect ? undefined : await compareCommits(write, repository, parent, head, now())
  if (past && 'kind' in past) return past
  const stands = isStill || past?.mergeBase === parent
  const changed = isStill ? new Set<string>() : stands ? past?.changed : undefined
  const doubtful = letter.files.filter((file) => isNew(file) || !changed || changed.has(file.path))
  if (stands && !doubtful.length) return { ...sure, unchanged: true }
  const there = await compareFiles(write, repository, head, doubtful, now())
  if ('kind' in there) return there
  if (there.changed.length)
    return { kind: 'refused', reason: 'changed', said: there.changed.join(', ') }
  if (stands) return { ...sure, unchanged: true }
  return { ...sure, parent: head, letter: { ...letter, files: there.files }, unchanged: true }
}

/** The edit may have begun where its name was taken already. */
const isNew = (file: SentFile): boolean => 'sha' in file || !file.before

interface Base {
  readonly branch: string
  readonly head: Sha
}

/** The base, under the name that it has by now, and where it stands. */
export async function findBase(
  { repository, base }: Journal,
  write: Writer,
  now: number,
): Promise<Base | Trouble> {
  const head = await readRef(write, repository, base, now)
  if (head !== undefined) return typeof head === 'string' ? { branch: base, head } : head
  // Of a branch that was renamed, this address alone leads to the new name.
  const reply = await write('GET /repos/{owner}/{repo}/branches/{branch}', {
    ...namesOf(repository),
    branch: base,
  })
  const gone = { kind: 'refused', reason: 'branch-gone' } as const
  if (reply.kind !== 'done') return commonTrouble(reply, now) ?? gone
  const { name: branch, commit } = Object(reply.json) as Record<string, unknown>
  const { sha } = Object(commit) as { sha?: unknown }
  return typeof branch === 'string' && isSha(sha) ? { branch, head: sha } : gone
}

/** The commit of a branch; undefined where there is no such branch. */
export async function readRef(
  write: Writer,
  repository: RepositoryName,
  branch: string,
  now: number,
): Promise<Sha | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...namesOf(repository),
    ref: `heads/${branch}`,
  })
  if (reply.kind !== 'done') return commonTrouble(reply, now)
  const { sha } = Object((reply.json as { object?: unknown }).object) as { sha?: unknown }
  return isSha(sha) ? sha : undefined
}
