import type { Journal, Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { compareCommits } from '../sending/compare-commits.ts'
import type { Proposing } from './proposing.ts'

/** The journal as it is with this commit of ours; undefined where it is none of ours. */
export const journalAt = (journal: Journal, commit: Sha): Journal | undefined =>
  [journal, ...(journal.attempts ?? [])].find((one) => one.commit === commit)

/** The journal with the attempt that took effect though nobody heard of it, also where somebody has pushed on top since. */
export async function withLanded(
  journal: Journal,
  head: Sha,
  { write, now }: Proposing,
): Promise<Journal | Trouble> {
  const known = journalAt(journal, head)
  if (known) return known
  for (const attempt of journal.attempts?.toReversed() ?? []) {
    if (!attempt.commit) continue
    const past = await compareCommits(write, journal.repository, attempt.commit, head, now())
    if (past && 'kind' in past) return past
    if (past?.mergeBase === attempt.commit) return attempt
  }
  return journal
}
