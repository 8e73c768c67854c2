import { fail, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Person } from '../../model/journal.ts'
import { noreplyAddress } from '../../model/sign-off.ts'
import { parseScopes, tokenKind, tokenReach, type TokenReach } from '../../model/token-kinds.ts'
import type { Reply } from '../../github/writer.ts'
import type { Gam } from '../gam.ts'

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
  { hosts }: Pick<Gam, 'hosts'>,
  fetch: typeof globalThis.fetch,
  token: string,
  repository: RepositoryName,
): Promise<Account | Failure> {
  const { createWriter } = await import('../../github/writer.ts')
  const write = createWriter({ hosts, token, fetch })
  const user = await write('GET /user')
  if (user.kind !== 'done') return failureOf(user, hosts.api)
  const { login, id, name, email } = Object(user.json) as Record<string, unknown>
  if (typeof login !== 'string' || typeof id !== 'number') {
    return fail({ kind: 'malformed', what: 'your account', problem: 'GitHub gave it no name' })
  }
  const [owner = '', repo = ''] = repository.split('/')
  const asked = await write('GET /repos/{owner}/{repo}', { owner, repo })
  if (asked.kind !== 'done') return failureOf(asked, hosts.api)
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

function failureOf(reply: Exclude<Reply, { kind: 'done' }>, api: string): Failure {
  const { host } = new URL(api)
  if (reply.kind === 'lost') return fail({ kind: 'offline', host })
  if (reply.status === 401) return fail({ kind: 'bad-token' })
  if (reply.status >= 500) return fail({ kind: 'host-trouble', host, status: reply.status })
  if (reply.status === 404) return fail({ kind: 'not-found', what: 'this repository' })
  if (String(reply.headers['x-ratelimit-remaining']) === '0' || reply.status === 429) {
    const until = Number(reply.headers['x-ratelimit-reset']) * 1000
    return fail({ kind: 'rate-limited', host, until: until || Date.now() + 60_000 })
  }
  const link = /url=(https:[^;\s]+)/.exec(String(reply.headers['x-github-sso'] ?? ''))?.[1]
  return fail({ kind: 'no-access', what: 'this repository', ...(link ? { link } : {}) })
}
