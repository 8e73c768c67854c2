import type { IncomingMessage, ServerResponse } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from './api-host.ts'
import type { User } from './answers.ts'
import { createBudgets } from './budgets.ts'
import { createControl } from './control.ts'
import { createFaults, faultyAnswer, hasOwnAnswer, isDone, send } from './faults.ts'
import type { Answer, Fault, HostName } from './faults.ts'
import { createGateway, type SignIn } from './gateway.ts'
import { API_CORS, PREFLIGHT } from './headers.ts'
import { createHost } from './host.ts'
import { createHub } from './hub.ts'
import { createRaw } from './raw-host.ts'
import type { ServedRepository } from './repository.ts'
import { answerWeb } from './web-host.ts'

export type { ServedRepository } from './repository.ts'

export interface GitHubOptions {
  /** 0: any that is free. */
  readonly apiPort: number
  readonly rawPort: number
  /** Of the pages for people; without it, any that is free. */
  readonly webPort?: number
  /** Of the gateway to sign in through; without it, any that is free. */
  readonly gatewayPort?: number
  readonly repositories: readonly ServedRepository[]
  readonly users: readonly User[]
  /** As an Enterprise server with private mode: nothing anonymous, and no raw host. */
  readonly privateMode?: boolean
}

export interface RecordedRequest {
  readonly host: HostName
  readonly method: string
  /** With its query, as it was sent. */
  readonly path: string
  /** What came with it. */
  readonly body: string
  /** 0: it went wrong before there was an answer. */
  readonly status: number
  /** It stays without an answer. */
  readonly hangs: boolean
  /** It came with a token, be it a good one or not. */
  readonly signedIn: boolean
  readonly origin: string | undefined
  /** A browser asked first whether it may send this. */
  readonly preflight: { readonly method: string; readonly headers: string } | undefined
  /** What it took of the hour's requests. */
  readonly cost: number
}

export type LocalGitHub = Awaited<ReturnType<typeof startGitHub>>

/** GitHub's API, its raw host and its pages over real Git repositories, on loopback: as far as Gam uses them. */
export async function startGitHub(options: GitHubOptions) {
  const privateMode = options.privateMode ?? false
  const folder = await mkdtemp(join(tmpdir(), 'gam-hub-'))
  const hub = createHub({ ...options, folder, web: () => web.url() })
  const budgets = createBudgets()
  const faults = createFaults()
  let requests: RecordedRequest[] = []

  const answers = {
    api: createApi({ hub, budgets, privateMode, url: () => api.url(), web: () => web.url() }),
    raw: createRaw(hub.catalogue, privateMode),
    web: answerWeb,
  }

  async function answer(host: HostName, request: IncomingMessage, body: string): Promise<Answer> {
    if (request.method === 'OPTIONS') {
      // Raw answers no preflight: a browser that sends one has lost.
      return host === 'api'
        ? { status: 204, headers: PREFLIGHT, body: Buffer.alloc(0) }
        : { status: 403, headers: {}, body: Buffer.alloc(0) }
    }
    const url = new URL(`http://localhost${request.url ?? '/'}`)
    try {
      return await answers[host](request, url, body)
    } catch (error) {
      // A folder that is served may vanish at any time; whoever runs this should read why.
      console.error(error instanceof Error ? error.message : error)
      return { status: 500, headers: API_CORS, body: Buffer.from('{"message":"Server Error"}') }
    }
  }

  async function handle(
    host: HostName,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request
    const fault = faults.take(host, method, path)
    const body = await bodyOf(request)
    // What never came whole was never asked.
    if (body === undefined) return
    const done = isDone(fault) ? await answer(host, request, body) : undefined
    const sent = fault && hasOwnAnswer(fault) ? faultyAnswer(fault) : (done ?? NO_ANSWER)
    requests.push({
      host,
      method,
      path,
      body,
      status: sent.status,
      hangs: fault?.kind === 'hang',
      signedIn: headers.authorization !== undefined,
      origin: headers.origin,
      preflight:
        method === 'OPTIONS'
          ? {
              method: headers['access-control-request-method'] ?? '',
              headers: headers['access-control-request-headers'] ?? '',
            }
          : undefined,
      cost: done?.cost ?? 0,
    })
    send(response, sent, fault)
  }

  const api = createHost((...both) => void handle('api', ...both), options.apiPort)
  const raw = createHost((...both) => void handle('raw', ...both), options.rawPort)
  const web = createHost((...both) => void handle('web', ...both), options.webPort ?? 0)
  const hosts = [api, raw, web]
  const stop = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.stop()))
  }
  const gateway = createGateway({
    port: options.gatewayPort ?? 0,
    first: { kind: 'success', login: options.users[0]?.login ?? '' },
    grant: hub.signIn,
  })
  const close = async (): Promise<void> => {
    await Promise.all([stop(), gateway.stop()])
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const start = async (): Promise<void> => {
    const started = await Promise.allSettled(hosts.map((host) => host.start()))
    const refused = started.find((one) => one.status === 'rejected')
    if (!refused) return
    await stop()
    throw refused.reason
  }
  await Promise.all([start(), gateway.start()]).catch(async (error: unknown) => {
    await close()
    throw error
  })

  return {
    ...createControl(hub),
    api: api.url(),
    raw: raw.url(),
    /** Where the pages for people are. */
    web: web.url(),
    /** A gateway to sign in through, at `/auth`. It is not GitHub’s: `stop` leaves it running. */
    gateway: gateway.url(),
    /** What the gateway was asked for: `provider`, `site_id`, `scope`. */
    get signIns(): readonly URLSearchParams[] {
      return gateway.asked
    },
    /** How the gateway ends the next sign-ins; until then they succeed, as the first user. */
    signIn: (how: SignIn): void => gateway.answer(how),
    /** Every request since the last `clear` or `reset`. */
    get requests(): readonly RecordedRequest[] {
      return requests
    },
    clear: (): void => {
      requests = []
    },
    /** As it was at the start: no faults, full budgets, nothing recorded, nothing written. */
    reset(): void {
      requests = []
      faults.clear()
      budgets.clear()
      hub.reset()
      gateway.reset()
    },
    fault: (fault: Fault): void => faults.add(fault),
    clearFaults: (): void => faults.clear(),
    /** Leaves so many requests until `reset` (ms since the epoch; in an hour), to who is not signed in or to a user. */
    limit: (
      remaining: number,
      reset?: number,
      login = '',
      resource: 'core' | 'graphql' = 'core',
    ): void => budgets.leave({ user: login, resource }, remaining, reset),
    /** Refuses every connection until `start`. */
    stop,
    start,
    close,
  }
}

const NO_ANSWER: Answer = { status: 0, headers: {}, body: Buffer.alloc(0) }

/** Undefined where the connection ended before all of it was there. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  try {
    for await (const part of request) parts.push(part as Buffer)
  } catch {
    return undefined // Whoever asked has gone.
  }
  return Buffer.concat(parts).toString()
}
