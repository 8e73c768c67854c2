import { fail, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Person } from '../../model/journal.ts'
import { noreplyAddress } from '../../model/sign-off.ts'
import { parseScopes, tokenKind, tokenReach, type TokenReach } from '../../model/token-kinds.ts'
import { createLateWriter } from '../../github/late-writer.ts'
import type { Reply } from '../../github/writer.ts'
import type { Gam } from '../gam.ts'
import { commonTrouble } from '../sending/reply.ts'

/** Whose a token is, and what can be done with it towards a repository. */
export interface Account {
  readonly login: string
  /** The name and the public address, or GitHub's own address for who keeps theirs private. */
  readonly person: Person
  readonly noreply: string
  /** May push to the repository. */
  readonly member: boolean
  readonly reach: TokenReach
}

/** Two calls, neither of which changes anything. */
export async function fetchAccount(
  { hosts, now }: Pick<Gam, 'hosts' | 'now'>,
  fetch: typeof globalThis.fetch,
  token: string,
  repository: RepositoryName,
): Promise<Account | Failure> {
  const write = createLateWriter({ hosts, token, fetch })
  const user = await write('GET /user')
  if (user.kind !== 'done') return failureOf(user, hosts.api, now())
  const { login, id, name, email } = Object(user.json) as Record<string, unknown>
  if (typeof login !== 'string' || typeof id !== 'number') {
    return fail({ kind: 'malformed', what: 'your account', problem: 'GitHub gave it no name' })
  }
  const [owner = '', repo = ''] = repository.split('/')
  const asked = await write('GET /repos/{owner}/{repo}', { owner, repo })
  if (asked.kind !== 'done') return failureOf(asked, hosts.api, now())
  const { permissions, private: isPrivate } = Object(asked.json) as Record<string, unknown>
  const { push } = Object(permissions) as { push?: unknown }
  const scopes = user.headers['x-oauth-scopes']
  const member = push === true
  const noreply = noreplyAddress({ id, login })
  return {
    login,
    person: {
      name: typeof name === 'string' && name.trim() ? name : login,
      email: typeof email === 'string' && email ? email : noreply,
    },
    noreply,
    member,
    reach: tokenReach({
      kind: tokenKind(token),
      ...(scopes === undefined ? {} : { scopes: parseScopes(String(scopes)) }),
      private: isPrivate === true,
      member,
    }),
  }
}

function failureOf(reply: Exclude<Reply, { kind: 'done' }>, api: string, now: number): Failure {
  const { host } = new URL(api)
  const trouble = commonTrouble(reply, now)
  const what = 'this repository'
  switch (trouble?.kind) {
    case 'offline':
      return fail({ kind: 'offline', host })
    case 'sign-in':
      return fail({ kind: 'bad-token' })
    case 'host-trouble':
      return fail({ kind: 'host-trouble', host, status: reply.kind === 'lost' ? 0 : reply.status })
    case 'rate-limited':
      return fail({ kind: 'rate-limited', host, until: trouble.until })
    case 'sso':
      return fail({ kind: 'no-access', what, link: trouble.link })
    default:
      return reply.kind === 'refused' && reply.status === 404
        ? fail({ kind: 'not-found', what })
        : fail({ kind: 'no-access', what })
  }
}
