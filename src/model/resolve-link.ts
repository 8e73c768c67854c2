import type { Address, Place } from './address.ts'
import type { Hosts } from './hosts.ts'
import { parseAddress } from './parse-address.ts'
import { githubUrl } from './github-url.ts'
import { isMarkdown } from './tree.ts'

export interface LinkContext {
  /** The report that the links stand in. */
  readonly place: Place
  /** The folder that a site's `/`-rooted links mean. */
  readonly siteRoot?: string
  /** Whether the repository has a file or folder there; undefined where that is not known. */
  exists(path: string): boolean | undefined
  readonly hosts: Pick<Hosts, 'web' | 'raw'>
  /** Whether a source of the library covers this folder of this repository. */
  inLibrary(place: Pick<Place, 'repository' | 'path'>): boolean
}

export type ResolvedLink =
  | { readonly kind: 'report' | 'folder'; readonly address: Address }
  | { readonly kind: 'heading'; readonly id: string }
  | { readonly kind: 'external'; readonly href: string }
  /** A file that Gam does not show: GitHub's page of it. */
  | { readonly kind: 'file'; readonly href: string }
  | { readonly kind: 'dead' }

export type ResolvedPicture =
  /** Paths to try in order. */
  | { readonly kind: 'repository'; readonly candidates: readonly string[] }
  | { readonly kind: 'elsewhere'; readonly url: string }
  | { readonly kind: 'none' }

const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const OUTSIDE = new Set(['http', 'https', 'mailto', 'xmpp', 'irc', 'ircs'])

/** Where a link of a report leads, as on GitHub: links to Markdown stay in Gam, all else goes where its author meant. */
export function resolveLink(href: string, context: LinkContext): ResolvedLink {
  const text = href.trim()
  if (text.startsWith('#')) return { kind: 'heading', id: decode(text.slice(1)) }
  if (text.startsWith('//')) return resolveWeb(`https:${text}`, context)
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase()
  if (scheme === 'http' || scheme === 'https') return resolveWeb(text, context)
  if (scheme) return OUTSIDE.has(scheme) ? { kind: 'external', href: text } : { kind: 'dead' }
  return resolveRelative(text, context)
}

function resolveWeb(href: string, context: LinkContext): ResolvedLink {
  const { web, raw } = context.hosts
  const isGitHub = [web, raw, 'https://github.com', 'https://raw.githubusercontent.com'].some(
    (host) => host && withoutScheme(href).startsWith(`${withoutScheme(host)}/`),
  )
  if (!isGitHub) return { kind: 'external', href }
  const at = href.indexOf('#')
  const [path, hash] = at < 0 ? [href, ''] : [href.slice(0, at), href.slice(at)]
  const address = parseAddress(`?${path.replace(/\?.*$/, '')}`, hash, context.hosts)
  if (address.page === 'report' && isMarkdown(address.path)) return { kind: 'report', address }
  if (address.page === 'folder' && context.inLibrary(address)) return { kind: 'folder', address }
  return { kind: 'external', href }
}

function resolveRelative(text: string, context: LinkContext): ResolvedLink {
  const [, link = '', hash = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(text) ?? []
  if (!link) return { kind: 'dead' }
  const candidates = candidatesFor(link, context)
  const path = candidates.find((one) => context.exists(one)) ?? candidates[0]
  if (path === undefined) return { kind: 'dead' }
  // `dockr.ly/community` was meant as a web address: its first part is a host's name and no such file is known.
  const [first = ''] = link.split('/')
  if (
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(first) &&
    link.includes('/') &&
    !context.exists(path)
  ) {
    return { kind: 'external', href: `https://${text}` }
  }
  const place = { ...context.place, path }
  if (isMarkdown(path)) {
    const heading = decode(hash.slice(1))
    return {
      kind: 'report',
      address: { page: 'report', ...place, ...(heading ? { heading } : {}) },
    }
  }
  const isFolder = link.endsWith('/') || !/\.[^/]+$/.test(path)
  if (isFolder && context.inLibrary(place))
    return { kind: 'folder', address: { page: 'folder', ...place } }
  return { kind: 'file', href: githubUrl(context.hosts, place, isFolder ? 'tree' : 'blob') + hash }
}

/** What a picture's address means. Pictures of the report's own repository count as such however they are written. */
export function resolvePicture(src: string, context: LinkContext): ResolvedPicture {
  const text = src.trim()
  const absolute = text.startsWith('//') ? `https:${text}` : text
  if (/^https?:/i.test(absolute)) {
    const address = parseAddress(`?${absolute.replace(/[?#].*$/, '')}`, '', context.hosts)
    const own = address.page === 'report' && address.repository === context.place.repository
    const isGitHub =
      withoutScheme(absolute).startsWith(withoutScheme(context.hosts.web)) ||
      (context.hosts.raw !== '' &&
        withoutScheme(absolute).startsWith(withoutScheme(context.hosts.raw)))
    return own && isGitHub
      ? { kind: 'repository', candidates: [address.path] }
      : { kind: 'elsewhere', url: absolute }
  }
  if (SCHEME.test(text) || !text) return { kind: 'none' }
  const candidates = candidatesFor(text.replace(/[?#].*$/s, ''), context)
  const known = candidates.filter((path) => context.exists(path))
  const unknown = candidates.filter((path) => context.exists(path) === undefined)
  const tried = [...known, ...unknown]
  return tried.length || candidates.length
    ? { kind: 'repository', candidates: tried.length ? tried : candidates.slice(0, 1) }
    : { kind: 'none' }
}

/**
 * The paths that a relative link may mean. One that begins with `/` means the site's root where that is known, else
 * the repository's root, else a folder above the report, nearest first.
 */
function candidatesFor(link: string, { place, siteRoot }: LinkContext): string[] {
  const parts = link.split('/').flatMap((part) => decode(part).split('/'))
  const folder = place.path.split('/').slice(0, -1)
  if (!link.startsWith('/')) return [join(folder, parts)].filter((path) => path !== undefined)
  const above = folder.map((_, at) => folder.slice(0, folder.length - at))
  const roots =
    siteRoot === undefined ? [[], ...above] : [siteRoot.split('/').filter(Boolean), [], ...above]
  return [...new Set(roots.map((root) => join(root, parts)).filter((path) => path !== undefined))]
}

function join(folder: readonly string[], parts: readonly string[]): string | undefined {
  const path = [...folder]
  for (const part of parts) {
    if (part === '..') {
      if (path.pop() === undefined) return undefined
    } else if (part && part !== '.') path.push(part)
  }
  return path.join('/')
}

const withoutScheme = (url: string): string => url.replace(/^\w+:\/\/(?:www\.)?/, '').toLowerCase()

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%`: the text is taken as it stands.
    return text
  }
}
