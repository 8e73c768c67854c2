import type { Journal, Trouble } from '../model/journal.ts'
import { stepOf } from '../model/journal.ts'
import type { RepositoryName } from '../model/repository.ts'

/** What keeps a sending, in a person's words. */
export interface TroubleWords {
  readonly title: string
  readonly what: string
  readonly next: string
  /** What the person can do about it here. */
  readonly action?: TroubleAction
}

type TroubleAction =
  | { readonly kind: 'retry' | 'sign-in' | 'merge'; readonly label: string }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }

const RETRY: TroubleAction = { kind: 'retry', label: 'Try again' }
const SIGN_IN: TroubleAction = { kind: 'sign-in', label: 'Sign in' }

/** A trouble as its journal has it, or one that this page knows of before anything was tried. */
export type ShownTrouble =
  Trouble | { readonly kind: 'signed-out' } | { readonly kind: 'no-network' }

/** One place for the words of each trouble. `said` is GitHub's, and is shown as a quotation beside them. */
export function explainTrouble(trouble: ShownTrouble, repository: RepositoryName): TroubleWords {
  switch (trouble.kind) {
    case 'offline':
      return {
        title: 'Waiting for a connection',
        what: 'GitHub did not answer.',
        next: 'It goes on by itself as soon as there is a connection and Gam is open.',
        action: { kind: 'retry', label: 'Try now' },
      }
    case 'host-trouble':
      return {
        title: 'GitHub is in trouble',
        what: 'It answered with an error of its own.',
        next: 'It goes on by itself in a while.',
        action: { kind: 'retry', label: 'Try now' },
      }
    case 'rate-limited':
      return {
        title: 'GitHub asks to wait',
        what: 'It takes no more requests from you for now.',
        next: 'It goes on by itself when that is over.',
      }
    case 'not-ready':
      return {
        title: 'GitHub is still making your copy',
        what: `${trouble.repository} cannot be written to yet.`,
        next: 'That takes a few minutes at most as a rule. It goes on by itself.',
        action: { kind: 'retry', label: 'Try now' },
      }
    case 'no-network':
      return {
        title: 'Waiting for a connection',
        what: 'This device has none now.',
        next: 'It goes out by itself when there is one and Gam is open.',
      }
    case 'signed-out':
      return {
        title: 'Waiting for a sign-in',
        what: 'Nobody is signed in here.',
        next: 'Nothing is lost. Sign in, and it goes out.',
        action: SIGN_IN,
      }
    case 'sign-in':
      return {
        title: 'You are signed out',
        what: 'GitHub refused your token: it is mistyped, expired or revoked.',
        next: 'Nothing is lost. Sign in again, and it goes on where it was.',
        action: SIGN_IN,
      }
    case 'sso':
      return {
        title: 'The organization asks for single sign-on',
        what: 'Your token is right, and the organization has not let it in yet.',
        next: 'Allow it on GitHub’s page, then come back and try again.',
        action: { kind: 'link', label: 'Open GitHub’s page for it', href: trouble.link },
      }
    case 'other-login':
      return {
        title: 'Somebody else is signed in',
        what: `This edit is sent as ${trouble.login}.`,
        next: `Sign in as ${trouble.login}, or call it back and send it as who you are now.`,
        action: SIGN_IN,
      }
    case 'storage':
      return {
        title: 'This browser stores nothing more',
        what: `Gam writes down each step before it takes it, and could not: ${trouble.problem}.`,
        next: 'Free some space on this device, then try again.',
        action: RETRY,
      }
    case 'fork-archived':
      return {
        title: 'Your copy is archived',
        what: `${trouble.repository}, your own copy (a fork), takes no changes.`,
        next: 'Unarchive it in its settings on GitHub, then try again.',
        action: RETRY,
      }
    case 'refused':
      return explainRefusal(trouble.reason, repository)
  }
}

type Reason = Extract<Trouble, { kind: 'refused' }>['reason']

function explainRefusal(reason: Reason, repository: RepositoryName): TroubleWords {
  switch (reason) {
    case 'archived':
      return {
        title: 'The repository is archived',
        what: `${repository} takes no more changes.`,
        next: 'Your edit stays here. You can save it as a file.',
      }
    case 'forks-off':
      return {
        title: 'No copy can be made',
        what: `${repository} does not let others make a copy (a fork) to propose a change from.`,
        next: 'Call it back, and hand the change on as a file.',
      }
    case 'members-only':
      return {
        title: 'Members only',
        what: `${repository} takes pull requests from its members alone.`,
        next: 'Call it back, and hand the change on as a file.',
      }
    case 'branch-gone':
      return {
        title: 'The branch is gone',
        what: `The branch of ${repository} that this edit is meant for is not there any more.`,
        next: 'Call it back, and begin from the newest version.',
      }
    case 'changed':
      return {
        title: 'The file has changed in the meantime',
        what: `Somebody has changed it in ${repository} since you began. Nothing was sent over their work.`,
        next: 'Look at what they changed, and put the two together.',
        action: { kind: 'merge', label: 'See what they changed' },
      }
    case 'no-text':
      return {
        title: 'Something else stands in its place',
        what: `In ${repository} a link, a folder or a submodule stands where the file would be, or a file where its folder would. Nothing was put in its place.`,
        next: 'Call it back, and look on GitHub for where the text can lie.',
      }
    case 'both-changed':
      return {
        title: 'A file was changed on both sides',
        what: `Somebody has added to this pull request, and ${repository} has that otherwise by now. Nothing of either was overwritten.`,
        next: 'Finish on GitHub: its page of the pull request shows both.',
      }
    case 'nothing-new':
      return {
        title: 'It is there already',
        what: `${repository} has just this text by now.`,
        next: 'There is nothing left to send: call it back.',
      }
    case 'token':
      return {
        title: 'Your token cannot do this',
        what: `GitHub does not let it propose a change to ${repository}.`,
        next: 'Sign in with a classic token that has “public_repo” (“repo” for a private repository).',
        action: SIGN_IN,
      }
    case 'workflow':
      return {
        title: 'Your copy is too far behind',
        what: 'The repository has changed its workflows since your copy (fork) was made, and your token may not write those.',
        next: 'Press “Sync fork” on GitHub’s page of your copy, then try again.',
        action: RETRY,
      }
    case 'rules':
      return {
        title: 'A rule of the repository refuses it',
        what: `${repository} has rules about branches or files, and this goes against one.`,
        next: 'Its maintainers can say more. Your edit stays here.',
        action: RETRY,
      }
    case 'fork-behind':
      return {
        title: 'Your copy is too far behind',
        what: 'Your copy (fork) has another version of this file, and the newest one cannot be reached from it.',
        next: 'Press “Sync fork” on GitHub’s page of your copy, then try again.',
        action: RETRY,
      }
    case 'not-found':
      return {
        title: 'The repository was not found',
        what: `${repository} is not there any more, or your account may not see it.`,
        next: 'Sign in with an account that may see it, then try again.',
        action: RETRY,
      }
    case 'closed':
      return {
        title: 'The pull request is closed',
        what: 'It was closed on GitHub.',
        next: 'Open it again there, or send the edit anew.',
      }
    case 'other':
      return {
        title: 'GitHub refused it',
        what: 'Gam does not know this answer.',
        next: 'Try again in a while. Your edit stays here.',
        action: RETRY,
      }
  }
}

/** What is being done at this step of a sending. */
export function stepWords(journal: Journal): string {
  const { step } = stepOf(journal)
  const copy = journal.fork ? journal.fork.name : `your own copy of ${journal.repository}`
  switch (step) {
    case 'repository':
      return `Looking at ${journal.repository}`
    case 'fork':
      return `Making ${copy}`
    case 'check':
      return 'Making sure that nobody has changed it since'
    case 'files':
      return 'Handing over the files'
    case 'commit':
      return 'Making the commit'
    case 'branch':
      return `Making the branch ${journal.branch}`
    case 'pull request':
      return 'Opening the pull request'
  }
}
