import { isDate } from '../model/dates.ts'
import { FACTS_VERSION, type Author, type Facts, type Heading } from '../model/facts.ts'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { isSha } from '../model/sha.ts'
import { fetchBeside, parseJson } from './fetch-beside.ts'
import { fieldsOf } from './fields-of.ts'
import { inflate } from './pack.ts'

/**
 * Where the facts of a pack's reports lie. The version is part of the name: a Gam that makes facts differently asks for
 * another file, finds none, and makes them itself.
 */
export const factsFile = (pack: string): string =>
  pack.replace(/\.pack$/, `-${FACTS_VERSION}.facts`)

export const formatFacts = (facts: readonly Facts[]): string => JSON.stringify(facts)

/** The facts of a pack's reports from beside the page; each that is not of its form is left out. */
export async function fetchFacts(
  fetch: typeof globalThis.fetch,
  base: string,
  pack: string,
): Promise<readonly Facts[] | Failure> {
  const file = factsFile(pack)
  const got = await fetchBeside(fetch, base, file, 'default')
  return isFailure(got) ? got : readFacts(got.bytes, file)
}

/** The facts of such a file as it lies on the host. */
export async function readFacts(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<readonly Facts[] | Failure> {
  const damaged = fail({ kind: 'malformed', what: file, problem: 'the facts are damaged' })
  const inflated = await inflate(bytes)
  const parsed = inflated ? parseJson(inflated, file) : damaged
  if (isFailure(parsed)) return parsed
  return Array.isArray(parsed.json) ? parsed.json.flatMap((one) => parseFacts(one) ?? []) : damaged
}

/** Facts that somebody else wrote; undefined where one of them is not of its form, or of another version. */
function parseFacts(value: unknown): Facts | undefined {
  const { version, sha, title, date, authors, description, lang, dir, ...rest } = fieldsOf(value)
  const { excerpt, points, headings, links, pictures, words, unlisted } = rest
  if (version !== FACTS_VERSION || !isSha(sha) || typeof excerpt !== 'string') return undefined
  if (!isCount(words) || typeof unlisted !== 'boolean') return undefined
  if (![title, description, lang].every(isOptionalText)) return undefined
  if (date !== undefined && !(isText(date) && isDate(date))) return undefined
  if (![undefined, 'ltr', 'rtl'].includes(dir as string | undefined)) return undefined
  if (![points, links, pictures].every(isTexts)) return undefined
  if (!isListOf(authors, isAuthor) || !isListOf(headings, isHeading)) return undefined
  return value as Facts
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value)
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0
const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] =>
  Array.isArray(value) && value.every(is)
const isTexts = (value: unknown): boolean => isListOf(value, isText)

function isAuthor(value: unknown): value is Author {
  const { name, url } = fieldsOf(value)
  return isText(name) && (url === undefined || (isText(url) && /^https?:\/\//i.test(url)))
}

function isHeading(value: unknown): value is Heading {
  const { depth, text, id } = fieldsOf(value)
  return [1, 2, 3, 4, 5, 6].includes(depth as number) && isText(text) && isText(id)
}
