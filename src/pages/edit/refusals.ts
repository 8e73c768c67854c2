import type { CanChange } from '../../commands/editing/can-change.ts'

/** Why nothing can be sent to a repository, in words. */
export const REFUSALS: Readonly<Record<Exclude<CanChange['kind'], 'yes' | 'unknown'>, string>> = {
  'old-version': 'This is an old version, which cannot be changed.',
  archived: 'This repository is archived: its owners take no more changes.',
  'forks-off': 'This repository does not allow copies (forks), so changes cannot be sent to it.',
  'members-only': 'This repository takes changes from its members only.',
}
