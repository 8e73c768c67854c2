import type { TokenReach } from '../../model/token-kinds.ts'

/** What a token can and cannot do, said before anything is written. */
export function tokenWords({ why, openPullRequest }: TokenReach): string {
  switch (why.kind) {
    case 'enough':
      return 'This token can do all that sending needs.'
    case 'scope-missing':
      return `This token lacks “${why.scope}”: it cannot make your copy, and cannot open a pull request. Nothing was written. Make one with “${why.scope}” ticked.`
    case 'organization-decides':
      return 'This sign-in can do all that sending needs, unless the organization shuts such apps out: then GitHub says so, and nothing is lost.'
    case 'not-a-member':
      return 'This is a fine-grained token. Those cannot propose to a repository that you are no member of. Nothing was written. Make a classic token instead, or finish on GitHub.'
    case 'permissions-unknown':
      return 'GitHub does not say beforehand what this token may do. It needs “Contents” and “Pull requests”, both read and write.'
    case 'app-must-be-installed':
      return 'This is the token of an app, which works only where the owner of the repository has installed that app.'
    case 'not-a-person':
      return 'This token stands for an app and not for you: no pull request would be yours. Nothing was written.'
    case 'unknown-kind':
      return openPullRequest === 'no'
        ? 'This token cannot open a pull request.'
        : 'Gam does not know this kind of token. GitHub will say whether it is enough.'
  }
}
