import type { IncomingMessage } from 'node:http'
import { mayRead, ownerOf } from './access.ts'
import { NOT_FOUND, refusal, type ApiAnswer, type ApiRequest, type Schemas } from './answers.ts'
import { answerReading, answerWriting, asksGit, describeUser } from './api.ts'
import type { Budgets, Purse } from './budgets.ts'
import type { Answer } from './faults.ts'
import { answerGraphQL } from './graphql.ts'
import { API_CORS, isUnchanged, VARY, weakTag } from './headers.ts'
import type { Hub } from './hub.ts'
import { createQueue } from './queue.ts'
import { scopeHeaders } from './scopes.ts'
import type { Token } from './tokens.ts'
import { decodedParts } from './urls.ts'

export interface ApiOptions {
  readonly hub: Hub
  readonly budgets: Budgets
  readonly privateMode: boolean
  /** The API's own address. */
  readonly url: () => string
  /** The address of the pages for people. */
  readonly web: () => string
}

/** GitHub's REST API, and of its GraphQL a little: who asks, what it costs, what it answers, and how a browser may read it. */
export function createApi(options: ApiOptions) {
  const { hub, budgets } = options
  // Two writes never look at the same state at once: one of two equal ones is the second.
  const inTurn = createQueue()

  return async function answer(request: IncomingMessage, url: URL, sent: string): Promise<Answer> {
    const secret = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = secret === undefined ? undefined : hub.tokens.find(secret)
    const user = token?.user
    const account = user?.login ?? ''
    // Its points are counted apart.
    const isGraph = url.pathname === '/graphql'
    const purse: Purse = { user: account, resource: isGraph ? 'graphql' : 'core' }
    const finish = (answer: ApiAnswer, cost: number) =>
      finishAnswer(request, url, token, answer, cost, purse)
    // A wrong token makes even what is public unreadable.
    if (secret !== undefined && !user) return finish(refusal(401, 'Bad credentials'), 0)
    if (options.privateMode && !user) return finish(refusal(401, 'Requires authentication'), 0)
    if (url.pathname === '/rate_limit') return finish(describeBudget(account), 0)
    if (!isGraph && budgets.isUsedUp(purse)) {
      const who = user ? `user ID ${user.id}` : '127.0.0.1'
      return finish(refusal(403, `API rate limit exceeded for ${who}.`), 0)
    }
    const body = parseBody(sent)
    if (!body) return finish(refusal(400, 'Problems parsing JSON'), 1)
    const asked: ApiRequest = {
      method: request.method ?? 'GET',
      query: url.searchParams,
      accept: request.headers.accept ?? '',
      user,
      token,
      body,
      api: options.url(),
      web: options.web(),
    }
    if (!isGraph) return finish(await route(asked, url), 1)
    return finish(await answerGraphQL(asked, hub, budgets.isUsedUp(purse)), user ? 1 : 0)
  }

  async function route(asked: ApiRequest, url: URL): Promise<ApiAnswer> {
    const parts = decodedParts(url.pathname)
    if (!parts) return refusal(400, 'Bad Request')
    const reads = asked.method === 'GET' || asked.method === 'HEAD'
    if (url.pathname.endsWith('/') && !parts.includes('matching-refs')) return NOT_FOUND
    const [root, first = '', second = '', ...rest] = parts
    if (root === 'user' && parts.length === 1 && reads)
      return asked.user ? describeUser(asked.user) : refusal(401, 'Requires authentication')
    const found =
      root === 'repositories'
        ? hub.catalogue.byId(Number(first))
        : root === 'repos'
          ? hub.catalogue.byName(`${first}/${second}`)
          : undefined
    const { user, token } = asked
    if (!found || !mayRead(found.repository.served, user, token)) return NOT_FOUND
    const { repository } = found
    const refused = hub.organizations.refuse(ownerOf(repository.served), token)
    if (refused) return refused
    if (found.isFormer) {
      // Still encoded: a tree's name holds `%2F`.
      const after = url.pathname
        .split('/')
        .slice(4)
        .map((part) => `/${part}`)
      const location = `/repositories/${found.id}${after.join('')}${url.search}`
      return { status: reads ? 301 : 307, location }
    }
    const below = root === 'repositories' ? [second, ...rest].filter(Boolean) : rest
    const unready = hub.forks.refuseUnready(repository, {
      writes: !reads,
      asksGit: asksGit(below),
    })
    if (unready) return unready
    return reads
      ? answerReading(repository, below, asked, hub)
      : inTurn(() => answerWriting(repository, below, asked, hub))
  }

  function describeBudget(account: string): ApiAnswer {
    const core = budgets.state({ user: account, resource: 'core' })
    const graphql = budgets.state({ user: account, resource: 'graphql' })
    return {
      status: 200,
      json: {
        resources: { core, search: core, graphql },
        rate: core,
      } satisfies Schemas['rate-limit-overview'],
    }
  }

  function finishAnswer(
    request: IncomingMessage,
    url: URL,
    token: Token | undefined,
    answer: ApiAnswer,
    cost: number,
    purse: Purse,
  ): Answer {
    const account = token?.user.login ?? ''
    const location = 'location' in answer ? `${options.url()}${answer.location}` : undefined
    const body = bodyOf(answer, location)
    const own = weakTag(body, account, request.headers.accept ?? '')
    const tags = [own, ...('tag' in answer && answer.tag ? [answer.tag] : [])]
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const isTagged = reads && answer.status === 200
    const unchanged = isTagged && isUnchanged(request.headers['if-none-match'], tags)
    // A 304 is free for who is signed in, and costs one of the sixty for who is not.
    const paid = unchanged && account ? 0 : cost
    budgets.charge(purse, paid)
    const headers = {
      ...API_CORS,
      ...budgets.headers(purse),
      ...scopeHeaders(token, decodedParts(url.pathname) ?? []),
      'content-type': 'type' in answer ? answer.type : 'application/json; charset=utf-8',
      'cache-control':
        answer.status >= 400 || !reads
          ? 'no-cache'
          : `${account ? 'private' : 'public'}, max-age=60, s-maxage=60`,
      vary: VARY,
      'x-content-type-options': 'nosniff',
      'x-github-media-type': 'github.v3',
      ...(isTagged ? { etag: own } : {}),
      ...(location === undefined ? {} : { location }),
      ...answer.headers,
    }
    return unchanged
      ? { status: 304, headers, body: Buffer.alloc(0), cost: paid }
      : { status: answer.status, headers, body, cost: paid }
  }
}

/** {} for no body at all; undefined where it is no JSON object. */
function parseBody(sent: string): Readonly<Record<string, unknown>> | undefined {
  if (sent.trim() === '') return {}
  try {
    const body = JSON.parse(sent) as unknown
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined // That is what GitHub says of it, too.
  }
}

function bodyOf(answer: ApiAnswer, location: string | undefined): Buffer {
  if ('bytes' in answer) return answer.bytes
  const moved = {
    message: answer.status === 307 ? 'Temporary Redirect' : 'Moved Permanently',
    url: location,
  }
  return Buffer.from(JSON.stringify('json' in answer ? answer.json : moved) ?? '')
}
