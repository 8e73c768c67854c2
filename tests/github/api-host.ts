import type { IncomingMessage } from 'node:http'
import type { components } from '@octokit/openapi-types'
import { NOT_FOUND, refusal, type ApiAnswer, type User } from './answers.ts'
import { answerRepository, describeUser, mayRead } from './api.ts'
import type { Budgets } from './budgets.ts'
import type { Catalogue } from './catalogue.ts'
import type { Answer } from './faults.ts'
import { API_CORS, isUnchanged, VARY, weakTag } from './headers.ts'
import { decodedParts } from './urls.ts'

export interface ApiOptions {
  readonly catalogue: Catalogue
  readonly users: readonly User[]
  readonly budgets: Budgets
  readonly privateMode: boolean
  /** The API's own address. */
  readonly url: () => string
}

/** GitHub's REST API: who asks, what it costs, what it answers, and how a browser may read it. */
export function createApi(options: ApiOptions) {
  const { catalogue, budgets } = options

  return async function answer(request: IncomingMessage, url: URL): Promise<Answer> {
    const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const user = options.users.find((one) => one.token === token)
    const account = user?.login ?? ''
    const finish = (answer: ApiAnswer, cost: number) => finishAnswer(request, account, answer, cost)
    // A wrong token makes even what is public unreadable.
    if (token !== undefined && !user) return finish(refusal(401, 'Bad credentials'), 0)
    if (options.privateMode && !user) return finish(refusal(401, 'Requires authentication'), 0)
    if (url.pathname === '/rate_limit') return finish(describeBudget(account), 0)
    if (budgets.isUsedUp(account)) {
      const who = user ? `user ID ${user.id}` : '127.0.0.1'
      return finish(refusal(403, `API rate limit exceeded for ${who}.`), 0)
    }
    return finish(await route(request, url, user), 1)
  }

  async function route(
    request: IncomingMessage,
    url: URL,
    user: User | undefined,
  ): Promise<ApiAnswer> {
    const parts = decodedParts(url.pathname)
    if (!parts) return refusal(400, 'Bad Request')
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads || (url.pathname.endsWith('/') && !parts.includes('matching-refs'))) return NOT_FOUND
    const [root, first = '', second = '', ...rest] = parts
    if (root === 'user' && parts.length === 1)
      return user ? describeUser(user) : refusal(401, 'Requires authentication')
    const asked = {
      query: url.searchParams,
      accept: request.headers.accept ?? '',
      user,
      api: options.url(),
    }
    const found =
      root === 'repositories'
        ? catalogue.byId(Number(first))
        : root === 'repos'
          ? catalogue.byName(`${first}/${second}`)
          : undefined
    if (!found || !mayRead(found.repository.served, user)) return NOT_FOUND
    if (found.isFormer) {
      // Still encoded: a tree's name holds `%2F`.
      const after = url.pathname
        .split('/')
        .slice(4)
        .map((part) => `/${part}`)
      return { status: 301, location: `/repositories/${found.id}${after.join('')}${url.search}` }
    }
    const below = root === 'repositories' ? [second, ...rest].filter(Boolean) : rest
    return answerRepository(found.repository, found.id, below, asked)
  }

  function describeBudget(account: string): ApiAnswer {
    const core = budgets.state(account)
    return {
      status: 200,
      json: {
        resources: { core, search: core },
        rate: core,
      } satisfies components['schemas']['rate-limit-overview'],
    }
  }

  function finishAnswer(
    request: IncomingMessage,
    account: string,
    answer: ApiAnswer,
    cost: number,
  ): Answer {
    const location = 'location' in answer ? `${options.url()}${answer.location}` : undefined
    const body = bodyOf(answer, location)
    const own = weakTag(body, account, request.headers.accept ?? '')
    const tags = [own, ...('tag' in answer && answer.tag ? [answer.tag] : [])]
    const unchanged = answer.status === 200 && isUnchanged(request.headers['if-none-match'], tags)
    // A 304 is free for who is signed in, and costs one of the sixty for who is not.
    const paid = unchanged && account ? 0 : cost
    budgets.charge(account, paid)
    const headers = {
      ...API_CORS,
      ...budgets.headers(account),
      'content-type': 'type' in answer ? answer.type : 'application/json; charset=utf-8',
      'cache-control':
        answer.status >= 400
          ? 'no-cache'
          : `${account ? 'private' : 'public'}, max-age=60, s-maxage=60`,
      vary: VARY,
      'x-content-type-options': 'nosniff',
      'x-github-media-type': 'github.v3',
      ...(answer.status === 200 ? { etag: own } : {}),
      ...(location === undefined ? {} : { location }),
    }
    return unchanged
      ? { status: 304, headers, body: Buffer.alloc(0), cost: paid }
      : { status: answer.status, headers, body, cost: paid }
  }
}

function bodyOf(answer: ApiAnswer, location: string | undefined): Buffer {
  if ('bytes' in answer) return answer.bytes
  const moved = { message: 'Moved Permanently', url: location }
  return Buffer.from(JSON.stringify('json' in answer ? answer.json : moved))
}
