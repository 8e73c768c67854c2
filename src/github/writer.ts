import { Octokit } from '@octokit/rest'
import type { Hosts } from '../model/hosts.ts'

/** What came of a request that may have changed something. */
export type Reply =
  | { readonly kind: 'done'; readonly json: unknown; readonly headers: Headers }
  | {
      readonly kind: 'refused'
      readonly status: number
      /** What GitHub said, with the messages of its single errors. */
      readonly message: string
      readonly headers: Headers
    }
  /** No answer came, or none that a page may read: it may have taken effect all the same. */
  | { readonly kind: 'lost' }

type Headers = Readonly<Record<string, string | number | undefined>>

export interface Writer {
  /** `route` as GitHub's documentation has it: `POST /repos/{owner}/{repo}/git/trees`. Never throws. */
  (route: string, parameters?: Readonly<Record<string, unknown>>): Promise<Reply>
}

export interface WriterOptions {
  readonly hosts: Pick<Hosts, 'api'>
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  /** In ms, for one request; GitHub itself ends one after ten seconds. */
  readonly deadline?: number
}

/**
 * GitHub's API for who is signed in, past the browser's cache, which may be a minute old. Nothing is repeated here:
 * whoever sends decides what may be.
 */
export function createWriter({ hosts, token, fetch, deadline = 45_000 }: WriterOptions): Writer {
  const octokit = new Octokit({
    auth: token,
    baseUrl: hosts.api,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, {
          ...init,
          cache: 'no-store',
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(deadline),
        }),
    },
  })
  return async (route, parameters = {}) => {
    try {
      const { status, data, headers } = await octokit.request(route, parameters)
      // Octokit gives the text of an answer that was cut short: what it said is not known.
      if (status !== 204 && (typeof data !== 'object' || data === null)) return { kind: 'lost' }
      return { kind: 'done', json: data, headers: headers as Headers }
    } catch (error) {
      // Octokit throws for every status but 2xx, and for answers that never came.
      const { status, response } = error as {
        status?: number
        response?: { status: number; headers: Headers; data: unknown }
      }
      if (!response || status === undefined) return { kind: 'lost' }
      return {
        kind: 'refused',
        status: response.status,
        message: messageOf(response.data),
        headers: response.headers,
      }
    }
  }
}

const quiet = (): void => undefined

function messageOf(data: unknown): string {
  const { message, errors } = Object(data) as { message?: unknown; errors?: unknown }
  const more = (Array.isArray(errors) ? errors : []).map((one: unknown) => {
    if (typeof one === 'string') return one
    const { message, field, code } = Object(one) as Record<string, unknown>
    return String(message ?? `${String(field ?? '')} ${String(code ?? '')}`).trim()
  })
  return [typeof message === 'string' ? message : '', ...more].filter(Boolean).join(': ')
}
