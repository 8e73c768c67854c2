import type { Draft } from '../../model/draft.ts'
import type { Failure } from '../../model/failure.ts'
import { isFailure } from '../../model/failure.ts'
import type { Journal, Letter, Person, PullRequestName } from '../../model/journal.ts'
import { branchName, commitMessage } from '../../model/proposal-words.ts'
import { numberlessAddress } from '../../model/sign-off.ts'
import type { OutgoingText } from '../reviewing/outgoing.ts'
import type { Gam } from '../gam.ts'

/** What a person has said in the review. */
export interface Wording {
  readonly title: string
  readonly description: string
  /** The pull request's: the description, and what was filled in of the repository's template. */
  readonly body: string
  readonly author: Person
  readonly isSignedOff: boolean
  readonly coAuthors: readonly Person[]
  readonly isDraft: boolean
  readonly maintainersMayEdit: boolean
}

/**
 * Fixes what is sent, and stores it: from here on it goes out by itself, once. Where another tab has sent the edit
 * already, that is what there is.
 */
export async function beginSending(
  gam: Gam,
  draft: Draft,
  texts: readonly OutgoingText[],
  wording: Wording,
  login: string,
): Promise<Journal | Failure> {
  return saveFirst(gam, makeJournal(draft, texts, wording, login, gam.now()))
}

/** An edit that the person has finished on GitHub: a pull request like any other. */
export async function adoptPull(
  gam: Gam,
  draft: Draft,
  texts: readonly OutgoingText[],
  wording: Wording,
  { pull, login, branch }: FoundPull,
): Promise<Journal | Failure> {
  const author = { name: login, email: numberlessAddress(login) }
  const begun = makeJournal(draft, texts, { ...wording, author }, login, gam.now())
  return saveFirst(gam, { ...begun, branch, pull })
}

async function saveFirst({ storage }: Gam, journal: Journal): Promise<Journal | Failure> {
  let first = journal
  const stored = await storage.journals.update(journal.id, (before) => {
    first = before ?? journal
    return before ? undefined : journal
  })
  return isFailure(stored) ? stored : first
}

/** A pull request that is there already, and whose it is. */
export interface FoundPull {
  readonly pull: PullRequestName
  readonly login: string
  readonly branch: string
}

function makeJournal(
  draft: Draft,
  texts: readonly OutgoingText[],
  wording: Wording,
  login: string,
  now: number,
): Journal {
  const { id, repository, branch: base, base: parent, isBaseUnsure } = draft
  const first = texts[0]?.path ?? draft.pictures[0]?.path ?? ''
  return {
    id,
    repository,
    base,
    parent,
    ...(isBaseUnsure ? { isParentUnsure: true } : {}),
    branch: branchName(first, id),
    letter: makeLetter(draft, texts, wording, now),
    login,
    startedAt: now,
  }
}

/** What the commit will say. */
export const messageOf = ({
  title,
  description,
  author,
  coAuthors,
  isSignedOff,
}: Omit<Wording, 'body'>): string =>
  commitMessage({
    title,
    // What the template asks for is for the pull request alone.
    body: description,
    coAuthors,
    ...(isSignedOff ? { signedOffBy: author } : {}),
  })

function makeLetter(
  draft: Draft,
  texts: readonly OutgoingText[],
  wording: Wording,
  now: number,
): Letter {
  const { title, body, author } = wording
  return {
    title: title.trim(),
    body,
    message: messageOf(wording),
    author,
    date: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    isDraft: wording.isDraft,
    maintainersMayEdit: wording.maintainersMayEdit,
    files: [
      ...texts.map(({ path, before, executable, written }) => ({
        path,
        mode: executable ? ('100755' as const) : ('100644' as const),
        ...(before ? { before } : {}),
        text: written,
      })),
      ...draft.pictures.map(({ path, sha }) => ({ path, sha })),
    ],
  }
}
