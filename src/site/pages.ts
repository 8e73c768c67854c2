import type { Place } from '../model/address.ts'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { fetchJson } from './fetch-beside.ts'
import { fieldsOf } from './fields-of.ts'

/** The list of the host's static pages; asked for when somebody wants a link. */
export const PAGES_FILE = 'snapshot-pages.json'

/** Where each report's static page lies, from the folder of `index.html`. */
export interface PagesOfSource {
  readonly repo: string
  readonly ref: string
  /** Path in the repository, and file. */
  readonly pages: readonly (readonly [path: string, file: string])[]
}

export const formatPages = (sources: readonly PagesOfSource[]): string =>
  JSON.stringify({ version: 1, sources })

/** An empty list where the host has made no pages. */
export async function fetchPages(
  fetch: typeof globalThis.fetch,
  base: string,
): Promise<readonly PagesOfSource[] | Failure> {
  const got = await fetchJson(fetch, base, PAGES_FILE)
  if (isFailure(got)) return got.kind === 'not-found' ? [] : got
  return parsePages(got.json)
}

export function parsePages(json: unknown): readonly PagesOfSource[] | Failure {
  const { version, sources } = fieldsOf(json)
  return version === 1 && Array.isArray(sources) && sources.every(isPagesOfSource)
    ? sources
    : fail({ kind: 'malformed', what: PAGES_FILE, problem: 'a page is not of its form' })
}

/** The static page of a report; undefined where there is none. */
export const pageOf = (sources: readonly PagesOfSource[], place: Place): string | undefined =>
  sources
    .filter(({ repo, ref }) => repo === place.repository && ref === place.ref)
    .flatMap(({ pages }) => pages)
    .find(([path]) => path === place.path)?.[1]

function isPagesOfSource(value: unknown): value is PagesOfSource {
  const { repo, ref, pages } = fieldsOf(value)
  // The file becomes part of an address: it must stay in its folder.
  const isPage = (one: unknown) =>
    Array.isArray(one) &&
    typeof one[0] === 'string' &&
    typeof one[1] === 'string' &&
    /^r(?:\/[\w@~-][\w.~-]*)+\.html$/.test(one[1])
  return (
    typeof repo === 'string' &&
    typeof ref === 'string' &&
    Array.isArray(pages) &&
    pages.every(isPage)
  )
}
