import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { answerRepository, describeUser, mayRead, type ApiAnswer, type User } from './api.ts'
import { createBudgets } from './budgets.ts'
import { createFaults, send, type Answer, type Fault } from './faults.ts'
import { EXPOSED, preflightHeaders, strongTag, weakTag } from './headers.ts'
import { openRepository, type ServedRepository } from './repository.ts'

export type { ServedRepository } from './repository.ts'

export interface GitHubOptions {
  readonly apiPort: number
  readonly rawPort: number
  readonly repositories: readonly ServedRepository[]
  readonly users: readonly User[]
  /** As an Enterprise server with private mode: nothing anonymous, and no raw host. */
  readonly privateMode?: boolean
}

export interface RecordedRequest {
  readonly host: 'api' | 'raw'
  readonly method: string
  /** With its query, as it was sent. */
  readonly path: string
  readonly status: number
  readonly signedIn: boolean
}

export type LocalGitHub = Awaited<ReturnType<typeof startGitHub>>

/** GitHub's API and its raw host over real Git repositories, on loopback: the part of them that reading uses. */
export async function startGitHub(options: GitHubOptions) {
  const repositories = options.repositories.map(openRepository)
  const budgets = createBudgets()
  const faults = createFaults()
  let requests: RecordedRequest[] = []

  const find = (name: string) =>
    repositories.findIndex(({ served }) => served.name.toLowerCase() === name.toLowerCase())
  const findFormer = (name: string) =>
    repositories.findIndex(({ served }) =>
      (served.formerNames ?? []).some((one) => one.toLowerCase() === name.toLowerCase()),
    )

  async function answerApi(request: IncomingMessage, url: URL): Promise<Answer> {
    const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const user = options.users.find((one) => one.token === token)
    const account = user?.login ?? ''
    const accept = request.headers.accept ?? ''
    const json = (status: number, body: unknown) =>
      finish(account, accept, request, { status, json: body }, 0)
    if (token !== undefined && !user)
      return json(401, { message: 'Bad credentials', status: '401' })
    if (options.privateMode && !user)
      return json(401, { message: 'Requires authentication', status: '401' })
    const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
    if (parts[0] === 'rate_limit') return json(200, { resources: {} })
    if (!budgets.charge(account, 0) && parts[0] !== 'rate_limit') {
      return json(403, { message: `API rate limit exceeded for ${account || '127.0.0.1'}.` })
    }
    const answer = await route(parts, url, accept, user)
    return finish(account, accept, request, answer, 1)
  }

  async function route(
    parts: readonly string[],
    url: URL,
    accept: string,
    user: User | undefined,
  ): Promise<ApiAnswer> {
    const notFound: ApiAnswer = { status: 404, json: { message: 'Not Found', status: '404' } }
    const request = { parts, query: url.searchParams, accept, user }
    const [root, first = '', second = '', ...rest] = parts
    if (root === 'user') {
      return user
        ? { status: 200, json: describeUser(user) }
        : { status: 401, json: { message: 'Requires authentication' } }
    }
    if (root === 'repositories') {
      const repository = repositories[Number(first) - 1]
      if (!repository || !mayRead(repository.served, user)) return notFound
      return answerRepository(repository, Number(first), [second, ...rest].filter(Boolean), request)
    }
    if (root !== 'repos') return notFound
    const name = `${first}/${second}`
    const former = findFormer(name)
    if (former >= 0) {
      // Encoded as it was asked for: a tree's name holds `%2F`.
      const after = url.pathname
        .split('/')
        .slice(4)
        .map((part) => `/${part}`)
        .join('')
      return { status: 301, location: `/repositories/${former + 1}${after}${url.search}` }
    }
    const at = find(name)
    const repository = repositories[at]
    if (!repository || !mayRead(repository.served, user)) return notFound
    return answerRepository(repository, at + 1, rest, request)
  }

  function finish(
    account: string,
    accept: string,
    request: IncomingMessage,
    answer: ApiAnswer,
    cost: number,
  ): Answer {
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED }
    if ('location' in answer) {
      budgets.charge(account, cost)
      const headers = {
        ...cors,
        ...budgets.headers(account),
        location: `${urlOf(api)}${answer.location}`,
      }
      return { status: 301, headers, body: Buffer.from('{"message":"Moved Permanently"}') }
    }
    const body = 'json' in answer ? Buffer.from(JSON.stringify(answer.json)) : answer.bytes
    const tag = weakTag(body, account, accept)
    const unchanged = answer.status === 200 && request.headers['if-none-match'] === tag
    // A 304 is free for who is signed in, and costs one of the sixty for who is not.
    budgets.charge(account, unchanged && account ? 0 : cost)
    const headers = {
      ...cors,
      ...budgets.headers(account),
      'content-type': 'json' in answer ? 'application/json; charset=utf-8' : answer.type,
      'cache-control': `${account ? 'private' : 'public'}, max-age=60, s-maxage=60`,
      vary: 'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With',
      'x-content-type-options': 'nosniff',
      etag: tag,
    }
    return unchanged
      ? { status: 304, headers, body: Buffer.alloc(0) }
      : { status: answer.status, headers, body }
  }

  async function answerRaw(request: IncomingMessage, url: URL): Promise<Answer> {
    const cors = {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    }
    const [owner = '', short = '', ...rest] = url.pathname
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent)
    const name = `${owner}/${short}`
    const repository = repositories[find(name)] ?? repositories[findFormer(name)]
    const readable = repository && !repository.served.private && !options.privateMode
    const file = readable ? await repository.file(rest) : undefined
    if (!file) return { status: 404, headers: cors, body: Buffer.from('404: Not Found') }
    const tag = strongTag(file.bytes)
    const headers = {
      ...cors,
      'cache-control': 'max-age=300',
      'content-type': rawType(file.path),
      'x-content-type-options': 'nosniff',
      vary: 'Authorization,Accept-Encoding',
      etag: tag,
    }
    const unchanged = request.headers['if-none-match'] === tag
    return unchanged
      ? { status: 304, headers, body: Buffer.alloc(0) }
      : { status: 200, headers, body: file.bytes }
  }

  async function handle(
    host: 'api' | 'raw',
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const url = new URL(path, 'http://localhost')
    const fault = faults.take(host, method, path)
    let answer: Answer
    if (method === 'OPTIONS') {
      // Raw answers no preflight: a browser that sends one has lost.
      answer =
        host === 'api'
          ? { status: 204, headers: preflightHeaders, body: Buffer.alloc(0) }
          : { status: 403, headers: {}, body: Buffer.alloc(0) }
    } else if (
      fault &&
      fault.kind !== 'cut' &&
      fault.kind !== 'slow' &&
      fault.kind !== 'lost-answer'
    ) {
      answer = {
        status: fault.kind === 'status' ? fault.status : 0,
        headers: {},
        body: Buffer.alloc(0),
      }
    } else answer = await (host === 'api' ? answerApi : answerRaw)(request, url)
    requests.push({
      host,
      method,
      path,
      status: answer.status,
      signedIn: request.headers.authorization !== undefined,
    })
    send(response, answer, fault)
  }

  const api = createHost(
    (request, response) => void handle('api', request, response),
    options.apiPort,
  )
  const raw = createHost(
    (request, response) => void handle('raw', request, response),
    options.rawPort,
  )
  await Promise.all([api.start(), raw.start()])

  return {
    api: urlOf(api),
    raw: urlOf(raw),
    /** Every request since the last `clear` or `reset`. */
    get requests(): readonly RecordedRequest[] {
      return requests
    },
    clear: (): void => {
      requests = []
    },
    /** As it was at the start: no faults, full budgets, nothing recorded. */
    reset(): void {
      requests = []
      faults.clear()
      budgets.clear()
    },
    fault: (fault: Fault): void => faults.add(fault),
    /** Leaves so many anonymous requests of this hour. */
    limit: (remaining: number): void => budgets.leave(remaining),
    /** Refuses every connection until `start`. */
    stop: async (): Promise<void> => {
      await Promise.all([api.stop(), raw.stop()])
    },
    start: async (): Promise<void> => {
      await Promise.all([api.start(), raw.start()])
    },
    close: async (): Promise<void> => {
      await Promise.all([api.stop(), raw.stop()])
    },
  }
}

const rawType = (path: string): string => {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  const images: Record<string, string> = {
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    svg: 'image/svg+xml',
  }
  return images[ending] ?? 'text/plain; charset=utf-8'
}

/** An HTTP server on loopback that can stop at once and start again on the same port. */
export function createHost(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  wanted: number,
) {
  let port = wanted
  let server: Server | undefined
  const sockets = new Set<Socket>()
  return {
    port: () => port,
    start(): Promise<void> {
      return new Promise((resolve, reject) => {
        server = createServer(handler)
        server.on('connection', (socket) => {
          sockets.add(socket)
          socket.on('close', () => sockets.delete(socket))
        })
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => {
          port = (server?.address() as AddressInfo).port
          resolve()
        })
      })
    },
    stop(): Promise<void> {
      return new Promise((resolve) => {
        const closing = server
        server = undefined
        if (!closing) return resolve()
        closing.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
    },
  }
}

const urlOf = (host: { port(): number }): string => `http://127.0.0.1:${host.port()}`
