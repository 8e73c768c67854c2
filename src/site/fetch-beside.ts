import { fail, isFailure, type Failure } from '../model/failure.ts'
import { readBody } from '../model/read-body.ts'

/** A host that sends no byte for so long is given up; a slow one that goes on sending is not. */
const IDLE_SECONDS = 30

/** The bytes of a file beside the page, by default asked for anew each time (`no-cache`); never throws. 404 is `not-found`. */
export async function fetchBeside(
  fetch: typeof globalThis.fetch,
  base: string,
  file: string,
  cache: RequestCache = 'no-cache',
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | Failure> {
  const url = new URL(file, base)
  const idle = new AbortController()
  let timer = setTimeout(() => idle.abort(), IDLE_SECONDS * 1000)
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => idle.abort(), IDLE_SECONDS * 1000)
  }
  try {
    const response = await fetch(url, { cache, signal: idle.signal })
    alive()
    if (response.ok) return { bytes: await readBody(response, alive) }
    return response.status >= 500
      ? fail({ kind: 'host-trouble', host: url.host, status: response.status })
      : fail({ kind: 'not-found', what: url.pathname })
  } catch {
    // fetch rejects alike for no network, a refused connection and an answer cut short.
    return idle.signal.aborted
      ? fail({ kind: 'timed-out', host: url.host, seconds: IDLE_SECONDS })
      : fail({ kind: 'offline', host: url.host })
  } finally {
    clearTimeout(timer)
  }
}

/** The JSON of such a file. */
export async function fetchJson(
  fetch: typeof globalThis.fetch,
  base: string,
  file: string,
): Promise<{ readonly json: unknown } | Failure> {
  const got = await fetchBeside(fetch, base, file)
  return isFailure(got) ? got : parseJson(got.bytes, file)
}

/** JSON in UTF-8, with a byte order mark or without, as some editors save it. */
export function parseJson(bytes: Uint8Array, file: string): { readonly json: unknown } | Failure {
  try {
    return { json: JSON.parse(new TextDecoder().decode(bytes)) }
  } catch (error) {
    // A comma too many, mostly: the parser says where.
    const where = error instanceof Error ? error.message : ''
    return fail({ kind: 'malformed', what: file, problem: `it is not JSON (${where})` })
  }
}
