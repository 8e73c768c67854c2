import { parsePull } from '../../github/parse-pull.ts'
import { pullOf, type Journal, type Trouble } from '../../model/journal.ts'
import type { PullFacts } from '../../model/pull-status.ts'
import { namesOf } from '../sending/find-target.ts'
import { refusalOf, type Proposing } from './proposing.ts'
import { hostTrouble } from '../sending/reply.ts'

export interface Words {
  readonly title: string
  readonly body: string
}

/** Gives a pull request another title and description. The same words twice are no harm. */
export const changeWords = (
  journal: Journal,
  { title, body }: Words,
  proposing: Proposing,
): Promise<PullFacts | Trouble> => patchPull(journal, { title, body }, proposing)

/** `PATCH pulls/N`; what is patched to what it is stays as it is. */
export async function patchPull(
  journal: Journal,
  change: Partial<Words> & { readonly state?: 'closed' },
  { write, now }: Proposing,
): Promise<PullFacts | Trouble> {
  const reply = await write('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...namesOf(journal.repository),
    pull_number: pullOf(journal)?.number,
    ...change,
  })
  if (reply.kind !== 'done') return refusalOf(reply, now())
  return parsePull(reply.json) ?? hostTrouble(now())
}
