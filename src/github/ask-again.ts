import { isFailure, fail, type Failure } from '../model/failure.ts'
import { ask, type Ears } from './ask.ts'

/** What came of a question that was asked before: a newer answer, or that the old one still holds. */
export type Again =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly json: unknown; readonly etag?: string }

/**
 * GETs JSON that may not have changed since `etag`. With a token GitHub counts no request where it has not; without
 * one it does, and the tag would only cost a preflight, so that the browser's own cache is left to ask.
 */
export async function askAgain(
  fetch: typeof globalThis.fetch,
  url: string,
  ears: Ears,
  { token, etag }: { readonly token?: string | undefined; readonly etag?: string | undefined },
): Promise<Again | Failure> {
  let response: Response | undefined
  const tagged: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    if (token && etag) headers.set('if-none-match', etag)
    response = await fetch(input, { ...init, headers })
    return response
  }
  const bytes = await ask(tagged, url, ears, {
    accept: 'application/vnd.github+json',
    cache: token ? 'no-store' : 'no-cache',
    token,
  })
  if (response?.status === 304) return { kind: 'same' }
  if (isFailure(bytes)) return bytes
  const tag = response?.headers.get('etag')
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return { kind: 'new', json, ...(tag ? { etag: tag } : {}) }
  } catch {
    return fail({ kind: 'malformed', what: `GitHub’s answer to ${url}`, problem: 'it is not JSON' })
  }
}
