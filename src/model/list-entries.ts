import { folderOf } from './paths.ts'
import { dateFromPath } from './dates.ts'
import { distinctExcerpts } from './excerpts.ts'
import type { Facts } from './facts.ts'
import { matchesGlob } from './glob.ts'
import type { Sha } from './sha.ts'
import { covers, type Source } from './source.ts'
import { titleFromPath } from './titles.ts'
import { isFile, isMarkdown, type Tree, type TreeEntry } from './tree.ts'

/** One report as a list shows it. */
export interface Entry {
  readonly path: string
  readonly sha: Sha
  readonly title: string
  /** The folder it lies in, from the repository's root. */
  readonly folder: string
  /** An ISO day, or a month. */
  readonly date?: string
  readonly author?: string
  readonly excerpt: string
  readonly minutes?: number
  /** Since the reader last looked. */
  readonly mark?: 'new' | 'changed'
}

export interface Listing {
  /** `years`: most names bear dates, newest first. `folders`: as GitHub lists them, README first. */
  readonly shape: 'years' | 'folders'
  /** In the order they are shown. */
  readonly entries: readonly Entry[]
  /** Reports that are not shown: dependencies, dot-folders, excluded, unlisted. */
  readonly leftOut: number
}

export interface ListingInput {
  readonly source: Source
  readonly tree: Tree
  readonly facts: ReadonlyMap<Sha, Facts>
  readonly seen?: Readonly<Record<string, Sha>>
}

const LEFT_OUT = /(?:^|\/)(?:vendor|node_modules|third_party|\.[^/]+)\//

/** What a list shows of one source: a pure function of its tree, of the facts that are known, and of what was seen. */
export function listEntries({ source, tree, facts, seen }: ListingInput): Listing {
  const reports = [...new Map(tree.entries.map((one) => [one.path, one])).values()].filter(
    (one) => isFile(one) && isMarkdown(one.path) && covers(source, one.path),
  )
  const listed = reports.filter((one) => isListed(one, source, facts))
  const titles = distinctTitles(listed, facts)
  const excerpts = distinctExcerpts(listed.map((one) => facts.get(one.sha)))
  const entries = listed.map((one, at): Entry => {
    const known = facts.get(one.sha)
    const date = known?.date?.slice(0, 10) ?? dateFromPath(one.path)
    const author = known?.authors.map((person) => person.name).join(', ')
    const mark = seen && markOf(one, seen)
    return {
      path: one.path,
      sha: one.sha,
      title: titles[at] ?? titleFromPath(one.path),
      folder: folderOf(one.path),
      excerpt: excerpts[at] ?? '',
      ...(date ? { date } : {}),
      ...(author ? { author } : {}),
      ...(known ? { minutes: Math.max(1, Math.round(known.words / 220)) } : {}),
      ...(mark ? { mark } : {}),
    }
  })
  const dated = listed.filter((one) => dateFromPath(one.path.slice(source.path.length))).length
  const shape = dated * 2 > listed.length ? 'years' : 'folders'
  return {
    shape,
    entries: shape === 'years' ? entries.sort(newestFirst) : entries.sort(asGitHub),
    leftOut: reports.length - listed.length,
  }
}

/** The reports before and after one, in the list's order. */
export function previousAndNext(
  listing: Listing,
  path: string,
): { previous?: Entry; next?: Entry } {
  const at = listing.entries.findIndex((entry) => entry.path === path)
  if (at < 0) return {}
  const [before, after] = [listing.entries[at - 1], listing.entries[at + 1]]
  // In a list by years the one above is the later one: "next" is later in time.
  const [previous, next] = listing.shape === 'years' ? [after, before] : [before, after]
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) }
}

/** Whether a path of the source is none of a dependency, of a dot-folder, or excluded. */
export function isShown(path: string, source: Source): boolean {
  const below = source.path ? path.slice(source.path.length) : path
  return !LEFT_OUT.test(below) && !source.exclude.some((glob) => matchesGlob(glob, path))
}

/** Whether a report is shown in lists, as far as is known: one may say of itself that it is not to be. */
export const isListed = (
  entry: TreeEntry,
  source: Source,
  facts: ReadonlyMap<Sha, Facts>,
): boolean => isShown(entry.path, source) && facts.get(entry.sha)?.unlisted !== true

const markOf = (
  entry: TreeEntry,
  seen: Readonly<Record<string, Sha>>,
): 'new' | 'changed' | undefined => {
  const before = seen[entry.path]
  return before === undefined ? 'new' : before === entry.sha ? undefined : 'changed'
}

/** Titles from facts, else from names; equal ones bear their folder, and where that is the same too, their file's name. */
function distinctTitles(entries: readonly TreeEntry[], facts: ReadonlyMap<Sha, Facts>): string[] {
  const plain = entries.map((one) => facts.get(one.sha)?.title || titleFromPath(one.path))
  const withFolder = entries.map((one, at) => `${plain[at]} — ${shortFolder(one.path)}`)
  const [titles, folders] = [countOf(plain), countOf(withFolder)]
  return entries.map((one, at) => {
    const title = plain[at] ?? ''
    if ((titles.get(title) ?? 0) < 2) return title
    const longer = withFolder[at] ?? title
    return (folders.get(longer) ?? 0) < 2 ? longer : `${title} — ${one.path.split('/').at(-1)}`
  })
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

const shortFolder = (path: string): string =>
  path.split('/').slice(0, -1).slice(-2).join('/') || 'top folder'

const newestFirst = (a: Entry, b: Entry): number =>
  (b.date ?? '').localeCompare(a.date ?? '') || natural.compare(a.path, b.path)

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Folder by folder in natural order, the README of each first. */
function asGitHub(a: Entry, b: Entry): number {
  if (a.folder !== b.folder) return natural.compare(a.folder, b.folder)
  return Number(isReadme(b)) - Number(isReadme(a)) || natural.compare(a.path, b.path)
}

const isReadme = (entry: Entry): boolean => /(?:^|\/)readme\.\w+$/i.test(entry.path)
