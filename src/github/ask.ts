import { fail, type Failure } from '../model/failure.ts'
import { readBody } from '../model/read-body.ts'
import { budgetFrom, type Budget } from './budget.ts'

/** Who wants an answer: a person who waits for it, or the page that merely checks. */
export type By = 'person' | 'page'

export interface AskOptions {
  readonly accept?: string
  readonly token?: string | undefined
  readonly cache?: RequestCache
}

/** What the one who asks wants to hear on the way. */
export interface Ears {
  /** A byte has arrived: the attempt is alive. */
  byte(): void
  budget(budget: Budget): void
}

/** No host of GitHub's lets a request stand for longer without a byte. */
const IDLE_SECONDS = 40

/**
 * GETs an address and gives its whole body, or a `Failure`; never throws. Anonymous requests carry no header but
 * `Accept`, so that no browser sends a preflight (raw refuses them, and each would cost a round trip).
 */
export async function ask(
  fetch: typeof globalThis.fetch,
  url: string,
  ears: Ears,
  options: AskOptions = {},
): Promise<Uint8Array | Failure> {
  const host = new URL(url).host
  const idle = new AbortController()
  let timer = setTimeout(() => idle.abort(), IDLE_SECONDS * 1000)
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => idle.abort(), IDLE_SECONDS * 1000)
    ears.byte()
  }
  try {
    const response = await fetch(url, {
      headers: {
        ...(options.accept ? { accept: options.accept } : {}),
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      cache: options.cache ?? 'default',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: idle.signal,
    })
    alive()
    const budget = budgetFrom(response.headers)
    if (budget) ears.budget(budget)
    const bytes = await readBody(response, alive)
    if (response.ok) return bytes
    return refusal(response, bytes, options.token !== undefined)
  } catch {
    // fetch rejects alike for no network, a refused connection, an answer cut short, and GitHub's own
    // outage pages, which carry no CORS headers.
    if (idle.signal.aborted) return fail({ kind: 'timed-out', host, seconds: IDLE_SECONDS })
    return fail({ kind: 'offline', host })
  } finally {
    clearTimeout(timer)
  }
}

/** What GitHub means by a status, see docs.github.com/rest: 404 also stands for "private", 403 also for "too many". */
function refusal(response: Response, body: Uint8Array, signedIn: boolean): Failure {
  const host = new URL(response.url).host
  const { status, headers } = response
  const what = decodeURIComponentSafely(new URL(response.url).pathname)
    .replace(/^\/(?:repos\/)?/, '')
    .replace(/\/commits\/HEAD$/, '')
    .replace(/\/(?:commits|git\/trees)\//, ' at ')
  if (status === 401)
    return signedIn ? fail({ kind: 'bad-token' }) : fail({ kind: 'sign-in-needed', host })
  if (status === 403 || status === 429) {
    const sso = /url=(https?:[^;\s]+)/.exec(headers.get('x-github-sso') ?? '')?.[1]
    if (sso) return fail({ kind: 'no-access', what, link: sso })
    const until = limitedUntil(headers, new TextDecoder().decode(body.subarray(0, 2000)), status)
    if (until !== undefined) return fail({ kind: 'rate-limited', host, until })
    return fail({ kind: 'no-access', what })
  }
  if (status >= 500) return fail({ kind: 'host-trouble', host, status })
  return fail({ kind: 'not-found', what })
}

function limitedUntil(headers: Headers, body: string, status: number): number | undefined {
  const after = Number(headers.get('retry-after'))
  if (after > 0) return Date.now() + after * 1000
  const budget = budgetFrom(headers)
  if (budget?.remaining === 0) return budget.reset
  // Raw's own limit has no headers that a page may read; GitHub's advice is to leave the host alone for a while.
  if (status === 429) return Date.now() + 30 * 60_000
  if (/secondary rate|rate limit/i.test(body)) return Date.now() + 60_000
  return undefined
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%`: the text is shown as it stands.
    return text
  }
}
