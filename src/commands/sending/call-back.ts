import type { DraftId } from '../../model/draft.ts'
import type { Gam } from '../gam.ts'
import { tidyBranch } from '../proposals/tidy-branch.ts'

/**
 * Makes what was sent an edit again. The branch that was made for it goes too, where it still stands at our commit and
 * `token` (of who is signed in as this login) may delete it; not where a pull request may stand on it already.
 */
export async function callBack(
  gam: Gam,
  id: DraftId,
  token: (login: string) => string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const journal = await gam.storage.journals.load(id)
  // First of all: the sender goes no further with what is gone.
  await gam.storage.journals.remove(id)
  const mine = journal && token(journal.login)
  if (!mine || !journal.pushed || journal.pull) return
  const { createWriter } = await import('../../github/writer.ts')
  await tidyBranch(journal, {
    write: createWriter({ hosts: gam.hosts, token: mine, fetch }),
    now: gam.now,
  })
}
