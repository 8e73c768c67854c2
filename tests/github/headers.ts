import { createHash } from 'node:crypto'

/* GitHub's headers as a browser sees them: the lists are the recorded ones of 2026-09 and 2026-10. */

const EXPOSED =
  'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, ' +
  'X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, ' +
  'X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset'

const ALLOWED =
  'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Accept-Encoding, ' +
  'X-GitHub-OTP, X-Requested-With, User-Agent, GraphQL-Features, X-Github-Next-Global-ID, X-GitHub-Api-Version, ' +
  'X-Fetch-Nonce, Copilot-Integration-Id, DD-CLIENT-TOKEN, X-Client-Application'

/** On every answer of the API, errors and redirects too. */
export const API_CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED,
}

export const VARY =
  'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With'

export const PREFLIGHT = {
  ...API_CORS,
  'access-control-allow-headers': ALLOWED,
  'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
  'access-control-max-age': '86400',
}

/** A weak ETag that differs by account and media type, as GitHub's do. */
export const weakTag = (...parts: readonly (string | Buffer)[]): string => `W/"${digest(parts)}"`
export const strongTag = (bytes: Buffer): string => `"${digest([bytes])}"`

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** Whether one of these tags stands in `If-None-Match`; whether a tag is weak is no matter there. */
export function isUnchanged(ifNoneMatch: string | undefined, tags: readonly string[]): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  const known = (ifNoneMatch ?? '').split(',').map(plain)
  return tags.some((tag) => known.includes(plain(tag)))
}
