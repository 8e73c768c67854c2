import type { ServerResponse } from 'node:http'
import { API_CORS } from './headers.ts'

export type HostName = 'api' | 'raw' | 'web'

/** What goes wrong on purpose, and for which requests. */
export type Fault = {
  readonly host?: HostName
  /** A part of the path as it was sent: with its query, encoded. */
  readonly match?: string | RegExp
  /** Preflights go wrong only where this is 'OPTIONS'. */
  readonly method?: string
  /** Only from the nth request on that matches, counted from 1. */
  readonly nth?: number
  /** How often; without it for ever, or once where `nth` is given. */
  readonly times?: number
} & (
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      /** As an edge's outage page, which a browser cannot read. */
      readonly withoutCors?: boolean
      /** It is done all the same. */
      readonly done?: boolean
    }
  /** Asks to wait, as after too many writes; without `retryAfter` it does not say how long. */
  | {
      readonly kind: 'secondary-limit'
      readonly status?: 403 | 429
      /** In seconds. */
      readonly retryAfter?: number
    }
  /** Nothing is done. */
  | { readonly kind: 'drop' }
  /** `done`: it is done, and never answered. */
  | { readonly kind: 'hang'; readonly done?: boolean }
  /** Promises the whole answer and ends after so many bytes. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Waits so many ms before the first byte, or sends so many bytes a second. */
  | { readonly kind: 'slow'; readonly delay?: number; readonly bytesPerSecond?: number }
  /** Does it, and drops the connection instead of answering. */
  | { readonly kind: 'lost-answer' }
)

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** What it took of the hour's requests. */
  readonly cost?: number
}

/** The faults that are to come, taken in the order they were asked for. */
export function createFaults() {
  let faults: { fault: Fault; left: number; seen: number }[] = []
  return {
    add(fault: Fault): void {
      faults.push({ fault, left: fault.times ?? (fault.nth ? 1 : Infinity), seen: 0 })
    },
    clear(): void {
      faults = []
    },
    take(host: HostName, method: string, path: string): Fault | undefined {
      const matching = faults.filter(
        ({ fault }) =>
          (fault.host ?? host) === host &&
          (fault.method ?? (method === 'OPTIONS' ? '' : method)) === method &&
          matches(path, fault.match),
      )
      for (const one of matching) one.seen++
      const found = matching.find(({ fault, left, seen }) => left > 0 && seen >= (fault.nth ?? 1))
      if (found) found.left--
      return found?.fault
    },
  }
}

const matches = (path: string, wanted: string | RegExp = ''): boolean =>
  typeof wanted === 'string' ? path.includes(wanted) : path.search(wanted) >= 0

/** Whether the thing is done all the same, and only its answer goes wrong. */
export const isDone = (fault: Fault | undefined): boolean =>
  !fault ||
  fault.kind === 'cut' ||
  fault.kind === 'slow' ||
  fault.kind === 'lost-answer' ||
  ('done' in fault && fault.done === true)

/** Whether something else is answered than what was done would be. */
export const hasOwnAnswer = (fault: Fault): boolean =>
  !isDone(fault) || fault.kind === 'status' || fault.kind === 'hang'

/** What is on record of a request whose answer is the fault's own. */
export function faultyAnswer(fault: Fault): Answer {
  if (fault.kind === 'secondary-limit') return secondaryLimit(fault)
  if (fault.kind !== 'status') return { status: 0, headers: {}, body: Buffer.alloc(0) }
  return {
    status: fault.status,
    headers: { ...(fault.withoutCors ? {} : API_CORS), ...fault.headers },
    body: Buffer.from(fault.body ?? ''),
  }
}

const secondaryLimit = ({
  status = 403,
  retryAfter,
}: {
  readonly status?: 403 | 429
  readonly retryAfter?: number
}): Answer => ({
  status,
  headers: {
    ...API_CORS,
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: Buffer.from(
    JSON.stringify({
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      documentation_url:
        'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    }),
  ),
})

/** Sends an answer with what goes wrong with it. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  const { status, body } = answer
  const hasBody = status !== 204 && status !== 304
  const headers = hasBody
    ? { ...answer.headers, 'content-length': String(body.length) }
    : answer.headers
  switch (fault?.kind) {
    case 'drop':
    case 'lost-answer':
      response.destroy()
      return
    case 'hang':
      return
    case 'cut':
      response.writeHead(status, headers)
      response.write(body.subarray(0, fault.after), () => response.destroy())
      return
    case 'slow':
      setTimeout(() => {
        response.writeHead(status, headers)
        trickle(response, body, fault.bytesPerSecond ?? Infinity)
      }, fault.delay ?? 0)
      return
    default:
      response.writeHead(status, headers).end(body)
  }
}

/** Ten pieces a second. */
function trickle(response: ServerResponse, body: Buffer, bytesPerSecond: number): void {
  const piece = Math.max(1, Math.floor(bytesPerSecond / 10))
  if (response.destroyed || body.length <= piece) {
    response.end(body)
    return
  }
  response.write(body.subarray(0, piece))
  setTimeout(() => trickle(response, body.subarray(piece), bytesPerSecond), 100)
}
