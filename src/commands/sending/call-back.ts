import { createLateWriter } from '../../github/late-writer.ts'
import type { DraftId } from '../../model/draft.ts'
import { pullOf, type Journal } from '../../model/journal.ts'
import type { Gam } from '../gam.ts'
import { tidyBranch } from '../proposals/tidy-branch.ts'
import { findPull } from './open-pull.ts'

/**
 * Makes what was sent an edit again. The branch that was made for it goes too, where it still stands at our commit and
 * `token` (of who is signed in as this login) may delete it. Where a pull request was opened after all, though nobody
 * heard of it, it cannot be called back: the edit is that pull request's.
 */
export async function callBack(
  gam: Gam,
  id: DraftId,
  token: (login: string) => string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const journal = await takeOut(gam, id)
  const mine = journal && token(journal.login)
  if (!mine || !journal.pushed) return
  const asking = { write: createLateWriter({ hosts: gam.hosts, token: mine, fetch }), now: gam.now }
  if (journal.pull === 'trying') {
    const found = await findPull(journal, asking)
    if (found && 'id' in found) {
      const { paused, trouble, vain, since, ...sent } = found
      await gam.storage.journals.update(id, (another) => (another ? undefined : sent))
    }
    // Of what could not be asked it is not known either whether a pull request stands on the branch.
    if (found) return
  }
  await tidyBranch(journal, asking)
}

/**
 * The journal as it was when the sender was told to stop: whatever was tried stands in it. None where it has become a
 * pull request a moment ago: then it stays.
 */
async function takeOut({ storage }: Gam, id: DraftId): Promise<Journal | undefined> {
  let last: Journal | undefined
  await storage.journals.update(id, (stored) => {
    last = stored && !pullOf(stored) ? stored : undefined
    return last && { ...last, paused: true }
  })
  if (last) await storage.journals.remove(id)
  return last
}
