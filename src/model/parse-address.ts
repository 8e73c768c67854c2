import type { Address } from './address.ts'
import { isDraftId } from './draft.ts'
import type { Hosts } from './hosts.ts'
import { isPath } from './paths.ts'
import { isRef } from './refs.ts'
import { parseRepositoryName } from './repository.ts'

type Names = Pick<Hosts, 'web' | 'raw'>

/** GitHub's words between a repository and a ref that name a file. */
const FILE_WORDS = new Set(['blob', 'raw', 'edit', 'blame', 'blob-raw'])
const FOLDER_WORDS = new Set(['tree', 'commits'])

/**
 * What an address means, from `location.search` and `location.hash`. The raw text is read, never URLSearchParams (it
 * makes `C++` into `C  `). The first segment after blob or tree is the ref, with `%2F` in it decoded: that is how Gam
 * writes a branch with a slash. An address without any literal slash was encoded whole by somebody, and is decoded first.
 */
export function parseAddress(search: string, hash: string, hosts: Names): Address {
  let text = search.replace(/^\?/, '')
  const [before = ''] = text.split('&')
  text = before.replace(/=$/, '')
  // Anything may stand in what somebody seeks, slashes too.
  if (/^search(?:=|$)/.test(text)) return { page: 'search', words: decode(text.slice(7)) }
  if (!text.includes('/') && /%2f/i.test(text)) text = decode(text)
  return parseText(text, hash, hosts)
}

/** What an address that somebody pasted means: anything GitHub's address bar, clone button or Gam itself shows. */
export function parsePasted(text: string, hosts: Names = GITHUB): Address {
  const [address = '', hash = ''] = split(text.trim(), '#')
  const [path = '', query = ''] = split(address, '?')
  const own = /^[\w.-]+\/[\w.-]+/.test(query) ? query : path
  return parseText(own, hash, hosts)
}

const GITHUB: Names = { web: 'https://github.com', raw: 'https://raw.githubusercontent.com' }

function parseText(whole: string, hash: string, hosts: Names): Address {
  const [text = '', inner = ''] = split(whole, '#')
  const [path = ''] = split(text, '?')
  const { rest, raw } = withoutHost(path, hosts)
  const parts = rest.split('/').filter((part) => part !== '')
  if (parts.length === 0) return { page: 'library' }
  const [owner = '', name = '', word = '', ref, ...below] = parts
  const unknown: Address = { page: 'unknown', text: decode(rest) }
  if (parts.length === 1) return ownPage(owner) ?? unknown
  const repository = parseRepositoryName(decode(owner), decode(name))
  if (!repository) return unknown
  if (raw) return place('report', [word, ref ?? '', ...below].filter(Boolean))
  if (FILE_WORDS.has(word) && ref !== undefined) return place('report', [ref, ...below])
  if (FOLDER_WORDS.has(word) && ref !== undefined) return place('folder', [ref, ...below])
  // An issue, a commit: what GitHub shows there is no file. The tabs themselves stand for the repository.
  return ref === undefined ? { page: 'repository', repository } : unknown

  function place(page: 'report' | 'folder', segments: readonly string[]): Address {
    const [first = 'HEAD', ...others] = segments
    const path = others
      .flatMap((part) => (/%2f/i.test(part) ? part.split(/%2f/i) : [part]))
      .map(decode)
      .filter(Boolean)
      .join('/')
    const ref = decode(first)
    if (!repository || !isRef(ref) || !isPath(path)) return unknown
    const base = { repository, ref, path }
    if (page === 'folder' || !path) return { page: 'folder', ...base }
    const heading = headingOf(hash || inner)
    return { page: 'report', ...base, ...(heading ? { heading } : {}) }
  }
}

const isOwnWord = (word = ''): word is 'settings' | 'edits' | 'storage' | 'reading' =>
  /^(?:settings|edits|storage|reading)$/.test(word)

/** Pages of Gam's own are single words. */
function ownPage(text: string): Address | undefined {
  const [page, id] = text.split('=')
  if (isOwnWord(page)) return { page }
  return (page === 'edit' || page === 'review') && isDraftId(id) ? { page, id } : undefined
}

/** The heading that a fragment names; GitHub's line ranges (`#L10-L20`) name none. */
function headingOf(hash: string): string | undefined {
  const id = decode(hash.replace(/^#/, '')).replace(/^user-content-/, '')
  return !id || /^L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$/.test(id) ? undefined : id
}

function withoutHost(text: string, hosts: Names): { rest: string; raw: boolean } {
  const plain = decodeScheme(text)
  const ssh = /^(?:ssh:\/\/)?git@[^:/]+[:/](.+)$/.exec(plain)
  if (ssh?.[1]) return { rest: ssh[1], raw: false }
  const bare = plain.replace(/^(?:https?|git):\/*/i, '').replace(/^www\./i, '')
  for (const [host, raw] of [
    [hosts.web, false],
    [hosts.raw, true],
    [GITHUB.web, false],
    [GITHUB.raw, true],
  ] as const) {
    const name = host.replace(/^\w+:\/\//, '').toLowerCase()
    if (name && bare.toLowerCase().startsWith(`${name}/`)) {
      // Raw also writes refs as `refs/heads/main`.
      return {
        rest: bare.slice(name.length + 1).replace(/^([^/]+\/[^/]+)\/refs\/(?:heads|tags)\//, '$1/'),
        raw,
      }
    }
  }
  return { rest: plain.replace(/^\/+/, ''), raw: false }
}

const decodeScheme = (text: string): string => (/^https?%3a/i.test(text) ? decode(text) : text)

const split = (text: string, at: string): [string, string] => {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // `100%.md` typed by hand: the text is taken as it stands.
    return text
  }
}
