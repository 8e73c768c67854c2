import type { ServerResponse } from 'node:http'

/** What goes wrong on purpose, and for which requests. */
export type Fault = {
  readonly host?: 'api' | 'raw'
  /** A part of the path as it was sent: with its query, encoded. */
  readonly match?: string | RegExp
  /** Preflights go wrong only where this is 'OPTIONS'. */
  readonly method?: string
  /** How often; for ever without it. */
  readonly times?: number
} & (
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      /** As an edge's outage page, which a browser cannot read. */
      readonly withoutCors?: boolean
    }
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' }
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
  let faults: { fault: Fault; left: number }[] = []
  return {
    add(fault: Fault): void {
      faults.push({ fault, left: fault.times ?? Infinity })
    },
    clear(): void {
      faults = []
    },
    take(host: 'api' | 'raw', method: string, path: string): Fault | undefined {
      const found = faults.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.host ?? host) === host &&
          (fault.method ?? (method === 'OPTIONS' ? '' : method)) === method &&
          matches(path, fault.match),
      )
      if (found) found.left--
      return found?.fault
    },
  }
}

const matches = (path: string, wanted: string | RegExp = ''): boolean =>
  typeof wanted === 'string' ? path.includes(wanted) : path.search(wanted) >= 0

/** Whether the thing is done all the same, and only its answer goes wrong. */
export const isAnswered = (fault: Fault | undefined): boolean =>
  !fault || fault.kind === 'cut' || fault.kind === 'slow' || fault.kind === 'lost-answer'

/** What is on record of a request that goes wrong before it is answered. */
export const faultyAnswer = (fault: Fault): Answer =>
  fault.kind === 'status'
    ? {
        status: fault.status,
        headers: {
          ...(fault.withoutCors ? {} : { 'access-control-allow-origin': '*' }),
          ...fault.headers,
        },
        body: Buffer.from(fault.body ?? ''),
      }
    : { status: 0, headers: {}, body: Buffer.alloc(0) }

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
