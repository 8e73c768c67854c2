import type { IncomingMessage, ServerResponse } from 'node:http'
import { createApi } from './api-host.ts'
import type { User } from './answers.ts'
import { createBudgets } from './budgets.ts'
import { createCatalogue } from './catalogue.ts'
import { createFaults, faultyAnswer, isAnswered, send, type Answer, type Fault } from './faults.ts'
import { API_CORS, PREFLIGHT } from './headers.ts'
import { createHost } from './host.ts'
import { createRaw } from './raw-host.ts'
import type { ServedRepository } from './repository.ts'

export type { ServedRepository } from './repository.ts'

export interface GitHubOptions {
  /** 0: any that is free. */
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
  /** 0: it went wrong before there was an answer. */
  readonly status: number
  /** It came with a token, be it a good one or not. */
  readonly signedIn: boolean
  readonly origin: string | undefined
  /** A browser asked first whether it may send this. */
  readonly preflight: { readonly method: string; readonly headers: string } | undefined
  /** What it took of the hour's requests. */
  readonly cost: number
}

export type LocalGitHub = Awaited<ReturnType<typeof startGitHub>>

/** GitHub's API and its raw host over real Git repositories, on loopback: the part of them that reading uses. */
export async function startGitHub(options: GitHubOptions) {
  const privateMode = options.privateMode ?? false
  const catalogue = createCatalogue(options.repositories)
  const budgets = createBudgets()
  const faults = createFaults()
  let requests: RecordedRequest[] = []

  const answerRaw = createRaw(catalogue, privateMode)
  const answerApi = createApi({
    catalogue,
    users: options.users,
    budgets,
    privateMode,
    url: () => api.url(),
  })

  async function answer(host: 'api' | 'raw', request: IncomingMessage): Promise<Answer> {
    if (request.method === 'OPTIONS') {
      // Raw answers no preflight: a browser that sends one has lost.
      return host === 'api'
        ? { status: 204, headers: PREFLIGHT, body: Buffer.alloc(0) }
        : { status: 403, headers: {}, body: Buffer.alloc(0) }
    }
    const url = new URL(`http://localhost${request.url ?? '/'}`)
    try {
      return await (host === 'api' ? answerApi : answerRaw)(request, url)
    } catch (error) {
      // A folder that is served may vanish at any time; whoever runs this should read why.
      console.error(error instanceof Error ? error.message : error)
      return { status: 500, headers: API_CORS, body: Buffer.from('{"message":"Server Error"}') }
    }
  }

  async function handle(
    host: 'api' | 'raw',
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request
    const fault = faults.take(host, method, path)
    const sent = fault && !isAnswered(fault) ? faultyAnswer(fault) : await answer(host, request)
    requests.push({
      host,
      method,
      path,
      status: sent.status,
      signedIn: headers.authorization !== undefined,
      origin: headers.origin,
      preflight:
        method === 'OPTIONS'
          ? {
              method: headers['access-control-request-method'] ?? '',
              headers: headers['access-control-request-headers'] ?? '',
            }
          : undefined,
      cost: sent.cost ?? 0,
    })
    send(response, sent, fault)
  }

  const api = createHost((...both) => void handle('api', ...both), options.apiPort)
  const raw = createHost((...both) => void handle('raw', ...both), options.rawPort)
  const stop = async (): Promise<void> => {
    await Promise.all([api.stop(), raw.stop()])
  }
  const start = async (): Promise<void> => {
    const started = await Promise.allSettled([api.start(), raw.start()])
    const refused = started.find((one) => one.status === 'rejected')
    if (!refused) return
    await stop()
    throw refused.reason
  }
  await start()

  return {
    api: api.url(),
    raw: raw.url(),
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
    /** Leaves so many requests until `reset` (ms since the epoch; in an hour), to who is not signed in or to a user. */
    limit: (remaining: number, reset?: number, login = ''): void =>
      budgets.leave(login, remaining, reset),
    /** Refuses every connection until `start`. */
    stop,
    start,
    close: stop,
  }
}
