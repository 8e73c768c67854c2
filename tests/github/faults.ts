import type { ServerResponse } from 'node:http'

/** What goes wrong on purpose, and for which requests. */
export type Fault = {
  readonly host?: 'api' | 'raw'
  /** A part of the path. */
  readonly match?: string | RegExp
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
  | { readonly kind: 'slow'; readonly delay: number }
  /** Does it, and drops the connection instead of answering. */
  | { readonly kind: 'lost-answer' }
)

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
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
          (fault.method ?? method) === method &&
          (fault.match === undefined || path.search(fault.match) >= 0),
      )
      if (found) found.left--
      return found?.fault
    },
  }
}

/** Sends an answer with what goes wrong with it. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  const { status, headers, body } = answer
  switch (fault?.kind) {
    case 'drop':
    case 'lost-answer':
      response.destroy()
      return
    case 'hang':
      return
    case 'status': {
      const cors = fault.withoutCors ? {} : { 'access-control-allow-origin': '*' }
      response.writeHead(fault.status, { ...cors, ...fault.headers })
      response.end(fault.body ?? '')
      return
    }
    case 'cut':
      response.writeHead(status, { ...headers, 'content-length': String(body.length) })
      response.write(body.subarray(0, fault.after), () => response.destroy())
      return
    case 'slow':
      setTimeout(() => response.writeHead(status, headers).end(body), fault.delay)
      return
    default:
      response.writeHead(status, { ...headers, 'content-length': String(body.length) })
      response.end(body)
  }
}
