import { fail, isFailure, type Failure } from '../model/failure.ts'
import { isPath } from '../model/paths.ts'
import { isRef } from '../model/refs.ts'
import { parseRepositoryName } from '../model/repository.ts'
import { sourceKey, type Library, type Source } from '../model/source.ts'
import { fetchJson } from './fetch-beside.ts'

const FILE = 'library.json'
const FIELDS = ['title', 'description', 'contact', 'links', 'images', 'sources', '$schema']
const SOURCE_FIELDS = ['repo', 'path', 'ref', 'siteRoot', 'title', 'exclude']
const LINK_FIELDS = ['title', 'href']

const WEB = /^https?:\/\/[^\s/]\S*$/i
// No colon before the @: `javascript:x@y` is no e-mail address.
const MAIL = /^[^\s@:/?#]+@[^\s@:/?#]+$/
const A_PATH = 'a path from the repository’s root without a slash at either end'

export interface ParsedLibrary {
  readonly library: Library
  /** What means nothing to Gam, in words. */
  readonly ignored: readonly string[]
  readonly json: unknown
}

/** The library that lies beside the page. */
export async function fetchLibrary(
  fetch: typeof globalThis.fetch,
  base: string,
): Promise<ParsedLibrary | Failure> {
  const got = await fetchJson(fetch, base, FILE)
  return isFailure(got) ? got : parseLibrary(got.json)
}

/** `library.json` as a `Library`; a wrong field is a failure that names it. */
export function parseLibrary(json: unknown): ParsedLibrary | Failure {
  const notes: Notes = { wrong: [], ignored: [] }
  const library = readLibrary(json, notes)
  const [problem] = notes.wrong
  if (problem !== undefined) return fail({ kind: 'malformed', what: FILE, problem })
  return { library, ignored: notes.ignored, json }
}

/** What is found on the way through the file. */
interface Notes {
  readonly wrong: string[]
  readonly ignored: string[]
}

function readLibrary(json: unknown, notes: Notes): Library {
  const file = new Fields(json, '', FIELDS, notes)
  const title = file.needed('title')
  const description = file.text('description')
  const contact = file.text('contact')
  if (contact && !WEB.test(contact) && !MAIL.test(contact)) {
    file.wrong('contact', 'an e-mail address or an http or https address')
  }
  const images = file.get('images')
  if (![undefined, 'all', 'repository'].includes(images as string | undefined)) {
    file.wrong('images', '"all" or "repository"')
  }
  const links = file.list('links') ?? []
  const sources = file.list('sources')
  if (!sources) file.wrong('sources', 'a list')
  return {
    title,
    links: links.map((one, at) => readLink(one, `links[${at}]`, notes)),
    images: images === 'repository' ? images : 'all',
    sources: withoutRepeats(
      (sources ?? []).map((one, at) => readSource(one, `sources[${at}]`, notes)),
      notes,
    ),
    ...(description ? { description } : {}),
    ...(contact ? { contact } : {}),
  }
}

/** Each source once, with what is said of the first. */
function withoutRepeats(sources: readonly Source[], notes: Notes): Source[] {
  const keys = sources.map(sourceKey)
  return sources.filter((_, at) => {
    const isFirst = keys.indexOf(keys[at] ?? '') === at
    if (!isFirst) notes.ignored.push(`sources[${at}] is there twice`)
    return isFirst
  })
}

function readLink(json: unknown, at: string, notes: Notes): Library['links'][number] {
  const link = new Fields(json, at, LINK_FIELDS, notes)
  const [title, href] = [link.needed('title'), link.needed('href')]
  if (!WEB.test(href)) link.wrong('href', 'an http or https address')
  return { title, href }
}

function readSource(json: unknown, at: string, notes: Notes): Source {
  const source = new Fields(json, at, SOURCE_FIELDS, notes)
  const [owner = '', short = '', ...more] = (source.text('repo') ?? '').split('/')
  const repository = more.length ? undefined : parseRepositoryName(owner, short)
  if (!repository) source.wrong('repo', '"owner/name"')
  const exclude = source.list('exclude') ?? []
  const globs = exclude.filter((one) => typeof one === 'string')
  if (globs.length < exclude.length) source.wrong('exclude', 'a list of texts')
  const ref = source.text('ref') || 'HEAD'
  if (!isRef(ref)) source.wrong('ref', 'a branch, tag or commit')
  const siteRoot = source.path('siteRoot')
  const title = source.text('title')
  return {
    // Where it is undefined, the file as a whole is a failure.
    repository: repository ?? ('' as Source['repository']),
    path: source.path('path') ?? '',
    ref,
    exclude: globs,
    from: 'host',
    ...(siteRoot === undefined ? {} : { siteRoot }),
    ...(title ? { title } : {}),
  }
}

/** The fields of one object of the file; notes what is wrong with its full name (`sources[2].repo`). */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #at: string
  readonly #notes: Notes

  constructor(json: unknown, at: string, known: readonly string[], notes: Notes) {
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    this.#fields = isObject ? (json as Record<string, unknown>) : {}
    this.#at = at
    this.#notes = notes
    if (!isObject) notes.wrong.push(`${at || 'the file'} must be an object`)
    const unknown = Object.keys(this.#fields).filter((field) => !known.includes(field))
    notes.ignored.push(...unknown.map((field) => `the field ${this.#name(field)} is unknown`))
  }

  #name(field: string): string {
    return this.#at ? `${this.#at}.${field}` : field
  }

  wrong(field: string, must: string): void {
    this.#notes.wrong.push(`${this.#name(field)} must be ${must}`)
  }

  get(field: string): unknown {
    return Object.hasOwn(this.#fields, field) ? this.#fields[field] : undefined
  }

  text(field: string): string | undefined {
    const value = this.get(field)
    if (value === undefined || typeof value === 'string') return value
    this.wrong(field, 'a text')
    return undefined
  }

  needed(field: string): string {
    const value = this.get(field)
    if (typeof value === 'string' && value.trim()) return value
    this.wrong(field, 'a text')
    return ''
  }

  list(field: string): readonly unknown[] | undefined {
    const value = this.get(field)
    if (value === undefined || Array.isArray(value)) return value
    this.wrong(field, 'a list')
    return undefined
  }

  path(field: string): string | undefined {
    const path = this.text(field)
    if (path && !isPath(path)) this.wrong(field, A_PATH)
    return path
  }
}
