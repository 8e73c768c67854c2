import { parsePull } from '../../github/parse-pull.ts'
import { pullOf, type Journal, type Trouble } from '../../model/journal.ts'
import { isOpen, type PullFacts } from '../../model/pull-status.ts'
import { namesOf } from '../sending/find-target.ts'
import { patchPull } from './change-words.ts'
import { refusalOf, type Proposing } from './proposing.ts'
import { tidyBranch, type Tidied } from './tidy-branch.ts'
import { hostTrouble } from '../sending/reply.ts'

export interface Withdrawn {
  readonly pull: PullFacts
  /** None where the pull request was over before: nothing was done then. */
  readonly branch?: Tidied | Trouble
}

/** Closes a pull request and deletes its branch. What was accepted or closed meanwhile is left as it is. */
export async function withdraw(
  journal: Journal,
  proposing: Proposing,
): Promise<Withdrawn | Trouble> {
  const { write, now } = proposing
  const reply = await write('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...namesOf(journal.repository),
    pull_number: pullOf(journal)?.number,
  })
  if (reply.kind !== 'done') return refusalOf(reply, now())
  const pull = parsePull(reply.json)
  if (!pull) return hostTrouble(now())
  if (pull.state === 'accepted') return { pull }
  const closed = isOpen(pull.state)
    ? await patchPull(journal, { state: 'closed' }, proposing)
    : pull
  if ('kind' in closed) return closed
  return { pull: closed, branch: await tidyBranch(journal, proposing) }
}
