import type { FilledField } from './pull-request-template.ts'
import type { RepositoryName } from './repository.ts'
import type { Sha } from './sha.ts'

/** Ten letters and digits: names a draft in storage and in addresses, and its proposal's branch on GitHub. */
export type DraftId = string & { readonly __draft: true }

/** A text as it has been edited. */
export interface DraftText {
  /** From the repository's root, no slash at either end. */
  readonly path: string
  /** The blob that the edit began with; none where the file is new. */
  readonly before?: Sha
  readonly executable?: true
  /** With LF line ends and no byte order mark, as an editor has it. */
  readonly text: string
}

/** A picture that the edit adds. */
export interface DraftPicture {
  readonly path: string
  readonly sha: Sha
  readonly bytes: number
  readonly type: string
}

/** An edit that lives only in this browser. The blobs that its files began with, and its pictures, are stored beside it. */
export interface Draft {
  readonly id: DraftId
  readonly repository: RepositoryName
  /** Read with somebody's token. `unknown`: with one, and GitHub could not be asked whether it was needed. */
  readonly private: boolean | 'unknown'
  /** The branch that the change is meant for, never a commit or a tag; `HEAD`: the default branch, whose name GitHub is asked for when the edit is sent. */
  readonly branch: string
  /** The commit that the files were read at. */
  readonly base: Sha
  /** The branch may not have that commit, or not all texts began with it: each is compared, and ours stands on the branch's head. */
  readonly isBaseUnsure?: boolean
  readonly texts: readonly DraftText[]
  readonly pictures: readonly DraftPicture[]
  /** What the person calls it; the pull request's title. */
  readonly title?: string
  /** What the person says about it, for the pull request. */
  readonly description?: string
  /** What the person has made of the fields of the repository's pull request template, in their order. */
  readonly answers?: readonly FilledField[]
  /** Both in ms since the epoch. */
  readonly createdAt: number
  readonly changedAt: number
  /** One more with each save. Who holds another one than the stored has not seen the newest text. */
  readonly revision: number
  /** Names the save that stored it: who did not learn how a save of its own ended can tell by this. */
  readonly savedAs?: string
}

export const isDraftId = (text: unknown): text is DraftId =>
  typeof text === 'string' && /^[a-z][a-z0-9]{9}$/.test(text)

/** Where the bytes of a blob that a draft needs are stored. */
export const blobKey = (id: DraftId, sha: Sha): string => `${id} ${sha}`
