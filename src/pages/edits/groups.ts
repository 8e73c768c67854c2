import type { Edit } from '../../commands/editing/drafts.ts'
import { pullOf } from '../../model/journal.ts'
import { isOpen, type PullState } from '../../model/pull-status.ts'

export type Group = 'unsent' | 'waiting' | 'open' | 'accepted' | 'closed'

/** In the order in which they ask for the person's attention. */
export const GROUPS: readonly { readonly group: Group; readonly name: string }[] = [
  { group: 'unsent', name: 'Not sent' },
  { group: 'waiting', name: 'Waiting' },
  { group: 'open', name: 'Open' },
  { group: 'accepted', name: 'Accepted' },
  { group: 'closed', name: 'Closed' },
]

export const groupOfState = (state: PullState): Group =>
  isOpen(state) ? 'open' : state === 'accepted' ? 'accepted' : 'closed'

/** `state`: what GitHub said last; none where it was not asked yet. */
export function groupOf({ journal }: Edit, state: PullState | undefined): Group {
  if (!journal) return 'unsent'
  if (!pullOf(journal)) return 'waiting'
  return groupOfState(state ?? 'open')
}
