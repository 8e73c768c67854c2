import type { Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'

export interface TroubleWords {
  readonly title: string
  readonly what: string
  readonly next: string
  readonly action?: 'sign-in' | { readonly link: string }
}

/** Why a sending, or a change of what was sent, does not go on, in a person's words. */
export function explainTrouble(trouble: Trouble, repository: RepositoryName): TroubleWords {
  switch (trouble.kind) {
    case 'offline':
      return {
        title: 'No connection',
        what: 'GitHub did not answer.',
        next: 'It goes on by itself when there is one.',
      }
    case 'host-trouble':
      return {
        title: 'GitHub is in trouble',
        what: 'It answered with an error of its own.',
        next: 'It is tried again by itself.',
      }
    case 'rate-limited':
      return {
        title: 'GitHub asks to wait',
        what: 'Too many requests were sent for now.',
        next: 'It goes on by itself.',
      }
    case 'not-ready':
      return {
        title: 'Your own copy is not ready yet',
        what: `GitHub is still making ${trouble.repository}.`,
        next: 'It goes on by itself.',
      }
    case 'sign-in':
      return {
        title: 'Sign in to go on',
        what: 'Nobody is signed in, or GitHub refused the token.',
        next: 'It goes on by itself after that.',
        action: 'sign-in',
      }
    case 'sso':
      return {
        title: 'Your organization wants you to sign in',
        what: `The owner of ${repository} must let this token in.`,
        next: 'Do so on GitHub’s page, and try again.',
        action: { link: trouble.link },
      }
    case 'other-login':
      return {
        title: `${trouble.login} has sent this`,
        what: 'Somebody else is signed in.',
        next: `Sign in as ${trouble.login}.`,
        action: 'sign-in',
      }
    case 'storage':
      return {
        title: 'This browser could not store it',
        what: trouble.problem,
        next: 'Make room and try again. Your text is still here.',
      }
    case 'refused':
      return {
        title: 'GitHub refused it',
        what: trouble.said ?? `${repository} does not take it (${trouble.reason}).`,
        next: 'Your text is still here: call it back, or save it as a file.',
      }
  }
}
