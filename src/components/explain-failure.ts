import type { Failure } from '../model/failure.ts'
import { fileSize } from './file-size.ts'
import { clockTime, plural } from './format.ts'

/** A failure in a person's words: what happened, where, and what to do next. */
export interface Explanation {
  readonly title: string
  readonly what: string
  readonly next: string
  readonly retry?: true
  readonly signIn?: true
  readonly reload?: true
  readonly link?: string
  /** The page where one sees what takes the room. */
  readonly storage?: true
}

/** One place for each failure's words. */
export function explain(failure: Failure): Explanation {
  switch (failure.kind) {
    case 'offline':
      if (failure.isGam) {
        return {
          title: 'This part of Gam is not in this browser yet',
          what: 'It comes with the next connection; your edits are safe.',
          next: 'What you have read before opens without a connection.',
          retry: true,
        }
      }
      return {
        title: 'This needs a connection',
        what: `${failure.host} did not answer, and nothing of this is stored in this browser yet.`,
        next: 'What you have read before opens without a connection. Try this again when you have one.',
        retry: true,
      }
    case 'timed-out':
      return {
        title: 'No answer came',
        what: `${failure.host} sent nothing for ${failure.seconds} seconds.`,
        next: 'The connection may be very slow, or the host in trouble. Try again in a while.',
        retry: true,
      }
    case 'not-found':
      return {
        title: 'Not found',
        what: `There is nothing at ${failure.what}, or it is private.`,
        next: 'Check the address. If the repository is private, sign in with an account that may see it.',
        retry: true,
        signIn: true,
      }
    case 'removed':
      return {
        title: 'This file is not there any more',
        what: `${failure.repository} has no file ${failure.path} in this version.`,
        next: 'It may have been moved or removed. GitHub’s history of the repository can tell where it went.',
        retry: true,
      }
    case 'rate-limited':
      return {
        title: 'Too many requests for now',
        what: `${failure.host} answers no more requests from this connection before ${clockTime(failure.until)}.`,
        next: 'What is stored in this browser goes on opening. Signing in gives a limit of your own.',
        retry: true,
        signIn: true,
      }
    case 'saving-requests':
      return {
        title: 'Few requests are left this hour',
        what: `GitHub will be asked again by itself after ${clockTime(failure.until)}.`,
        next: 'The requests that are left are kept for what you ask for.',
        retry: true,
      }
    case 'sign-in-needed':
      return {
        title: 'Sign in to read here',
        what: `${failure.host} shows nothing without an account.`,
        next: 'Sign in with a token of your account; Settings says how to make one.',
        signIn: true,
      }
    case 'bad-token':
      return {
        title: 'You are signed out',
        what: 'GitHub refused your token: it is mistyped, expired or revoked.',
        next: 'Sign in with a new token.',
        signIn: true,
      }
    case 'no-access':
      return {
        title: 'No access',
        what: `Your account or token does not reach ${failure.what}.`,
        next: failure.link
          ? 'The organization asks for single sign-on: allow the token on GitHub’s page, then try again.'
          : 'Ask its owners for access, or sign in with a token that has it.',
        retry: true,
        signIn: true,
        ...(failure.link ? { link: failure.link } : {}),
      }
    case 'host-trouble':
      return {
        title: 'GitHub is in trouble',
        what: `${failure.host} answered with error ${failure.status}.`,
        next: 'It usually passes in minutes. Try again then.',
        retry: true,
      }
    case 'wrong-bytes':
      return {
        title: 'This is not the right file',
        what: `What arrived as ${failure.path} is not what the repository holds under that name, so it is not shown.`,
        next: 'A connection that changes pages on the way can cause this. Try again on another network.',
        retry: true,
      }
    case 'malformed':
      return {
        title: `Gam cannot read ${failure.what}`,
        what: `The mistake: ${failure.problem}.`,
        next: 'Whoever keeps it can mend it. Everything else goes on working.',
        retry: true,
      }
    case 'too-large':
      return {
        title: 'Too large to read here',
        what: `${failure.path} has ${fileSize(failure.bytes)}; Gam shows texts up to ${fileSize(failure.limit)}.`,
        next: 'GitHub can show or download it.',
      }
    case 'binary':
      return {
        title: 'This is not a text',
        what: `${failure.path} holds data that is no text.`,
        next: 'GitHub can show or download it.',
      }
    case 'large-file-storage':
      return {
        title: 'This file lies in Git LFS',
        what: `The repository holds only a pointer to ${failure.path}${failure.bytes ? ` (${fileSize(failure.bytes)})` : ''}.`,
        next: 'GitHub can show or download it.',
      }
    case 'symbolic-link':
      return {
        title: 'This link leads nowhere',
        what:
          failure.problem === 'loops'
            ? `${failure.path} is a symbolic link that leads back to itself.`
            : `${failure.path} is a symbolic link to something outside of the folder that Gam can see.`,
        next: 'GitHub can show what it points at.',
      }
    case 'storage-full':
      if (failure.removed) {
        const { reports, pictures } = failure.removed
        const gone = [
          ...(reports ? [plural(reports, 'report')] : []),
          ...(pictures ? [plural(pictures, 'picture')] : []),
        ].join(' and ')
        return {
          title: 'There was no room left',
          what: `${gone} that you had not saved ${reports + pictures === 1 ? 'was' : 'were'} removed from this browser.`,
          next: 'With a connection they open again. What you save offline stays.',
          storage: true,
        }
      }
      return {
        title: 'This browser’s storage is full',
        what: 'Reading goes on, but what you read now cannot be kept for reading offline.',
        next: 'Free some space on this device, or remove other sites’ data.',
        storage: true,
      }
    case 'storage-unavailable':
      return {
        title: 'Nothing can be stored here',
        what: `Reading goes on, but only with a connection: ${failure.problem}.`,
        next: 'Private windows and strict privacy settings can cause this.',
      }
    case 'outdated':
      return {
        title: 'Gam is newer',
        what: 'A part of Gam that this page needs has been replaced on its host.',
        next: 'Reload to go on with the new version.',
        reload: true,
      }
    case 'no-such-page':
      return {
        title: 'There is no such page',
        what: `“${failure.address}” is no address that Gam knows.`,
        next: 'An address of Gam’s is an address of GitHub’s behind a question mark: ?owner/repository',
      }
  }
}
