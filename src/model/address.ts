import type { DraftId } from './draft.ts'
import type { RepositoryName } from './repository.ts'

/** A folder or file of a repository at a ref. `ref` is 'HEAD', a branch, a tag or a commit; it may hold slashes. */
export interface Place {
  readonly repository: RepositoryName
  readonly ref: string
  /** From the root, no slash at either end; '' is the root. */
  readonly path: string
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.repository === other.repository && one.ref === other.ref && one.path === other.path

/** What an address in Gam names; see the README, "Addresses". */
export type Address =
  | { readonly page: 'library' }
  | { readonly page: 'settings' }
  /** What this browser has of the library, and how much room it takes. */
  | { readonly page: 'storage' }
  /** What was read and marked. */
  | { readonly page: 'reading' }
  /** What was typed to search for, as it was typed. */
  | { readonly page: 'search'; readonly words: string }
  /** Your edits. */
  | { readonly page: 'edits' }
  /** The editor, and the review before sending. */
  | { readonly page: 'edit'; readonly id: DraftId }
  | { readonly page: 'review'; readonly id: DraftId }
  | { readonly page: 'repository'; readonly repository: RepositoryName }
  | ({ readonly page: 'folder' } & Place)
  | ({ readonly page: 'report'; readonly heading?: string } & Place)
  | { readonly page: 'unknown'; readonly text: string }
