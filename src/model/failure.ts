/**
 * Everything that can go wrong for a person, one kind each. A failure is a value: functions that can fail
 * return it, and `components/FailureView.svelte` alone turns it into words.
 */
export type Failure =
  /** The network did not answer (GitHub's own outages without CORS headers look the same). */
  | {
      readonly kind: 'offline'
      readonly host: string
      /** A part of Gam itself. */ readonly isGam?: true
    }
  /** No byte arrived before the deadline. */
  | { readonly kind: 'timed-out'; readonly host: string; readonly seconds: number }
  /** Nothing is there, or one may not see it: GitHub answers 404 for both. */
  | { readonly kind: 'not-found'; readonly what: string }
  /** The ref exists, the file does not (any more). */
  | { readonly kind: 'removed'; readonly path: string; readonly repository: string }
  /** GitHub answers no more requests until then (ms since the epoch). */
  | { readonly kind: 'rate-limited'; readonly host: string; readonly until: number }
  /** Gam itself holds back: few requests are left and nobody asked for this one. */
  | { readonly kind: 'saving-requests'; readonly until: number }
  /** This host shows nothing without an account. */
  | { readonly kind: 'sign-in-needed'; readonly host: string }
  /** The token is wrong, expired or revoked. */
  | { readonly kind: 'bad-token' }
  /** The token is right and does not reach this. `link`: GitHub's page where that can be changed (SAML). */
  | { readonly kind: 'no-access'; readonly what: string; readonly link?: string }
  /** GitHub is there and in trouble (5xx). */
  | { readonly kind: 'host-trouble'; readonly host: string; readonly status: number }
  /** Bytes that do not have the SHA they should have, from every source asked. */
  | { readonly kind: 'wrong-bytes'; readonly path: string }
  /** Something that was read does not have the form it must have. */
  | { readonly kind: 'malformed'; readonly what: string; readonly problem: string }
  | {
      readonly kind: 'too-large'
      readonly path: string
      readonly bytes: number
      readonly limit: number
    }
  | { readonly kind: 'binary'; readonly path: string }
  /** An LFS pointer: the bytes lie elsewhere. */
  | { readonly kind: 'large-file-storage'; readonly path: string; readonly bytes?: number }
  | { readonly kind: 'symbolic-link'; readonly path: string; readonly problem: 'leaves' | 'loops' }
  /** No room is left; `removed`: there is again, since these went. */
  | {
      readonly kind: 'storage-full'
      readonly removed?: { readonly reports: number; readonly pictures: number }
    }
  | { readonly kind: 'storage-unavailable'; readonly problem: string }
  /** A part of Gam is gone from its host: the host has a newer Gam. */
  | { readonly kind: 'outdated' }
  /** An address that names nothing in Gam. */
  | { readonly kind: 'no-such-page'; readonly address: string }

const failures = new WeakSet<object>()

/** Makes a failure; only what this made is recognised by `isFailure`. */
export function fail<F extends Failure>(failure: F): F {
  failures.add(failure)
  return failure
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && failures.has(value)
}
