import { dateFromPath } from './dates.ts'
import type { Facts } from './facts.ts'
import { isShown } from './list-entries.ts'
import type { Sha } from './sha.ts'
import { covers, sourceKey, type Source } from './source.ts'
import { isFile, isMarkdown, type Tree, type TreeEntry } from './tree.ts'

/** A part of a source that a person wants offline. */
export type SavedPart =
  | { readonly kind: 'all' }
  /** From the repository's root; all below it. */
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'report'; readonly path: string }

/** What a person has chosen to have offline of one source; it stays chosen, so that its new reports come too. */
export interface Saved {
  readonly source: Source
  /** Without repeats; where one is 'all' it is the only one. */
  readonly parts: readonly SavedPart[]
  /** The person has asked to wait. */
  readonly paused?: true
  /** The commit at which all of it was last seen to be here; absent until then. */
  readonly completeAt?: Sha
}

const sameAs = (one: SavedPart) => JSON.stringify(one)

export function withPart(saved: Saved | undefined, source: Source, part: SavedPart): Saved {
  const before = saved?.parts ?? []
  if (before.some((one) => one.kind === 'all')) return { source, parts: before }
  const parts =
    part.kind === 'all' ? [part] : [...before.filter((one) => sameAs(one) !== sameAs(part)), part]
  return { source, parts }
}

/** Without this part; undefined where nothing is left. */
export function withoutPart(saved: Saved, part: SavedPart): Saved | undefined {
  const parts = saved.parts.filter((one) => sameAs(one) !== sameAs(part))
  return parts.length ? { ...saved, parts } : undefined
}

/** Whether this very part, or all of the source, is chosen. */
export const isChosen = (saved: Saved | undefined, part: SavedPart): boolean =>
  saved?.parts.some((one) => one.kind === 'all' || sameAs(one) === sameAs(part)) ?? false

/** The reports of a source's tree that are chosen, in the tree's order. */
export const savedReports = (
  saved: Saved,
  tree: Tree,
  facts: ReadonlyMap<Sha, Facts>,
): readonly TreeEntry[] =>
  tree.entries.filter(
    (entry) =>
      isFile(entry) &&
      isMarkdown(entry.path) &&
      covers(saved.source, entry.path) &&
      isSaved(saved, entry.path, facts.get(entry.sha)?.date ?? dateFromPath(entry.path)),
  )

/** Whether a report of the source is among what is chosen. */
export const isSaved = (saved: Saved, path: string, date: string | undefined): boolean =>
  saved.parts.some((part) => {
    if (part.kind === 'report') return path === part.path
    if (!isShown(path, saved.source)) return false
    if (part.kind === 'folder') return path.startsWith(`${part.folder}/`)
    return part.kind === 'all' || date?.slice(0, 4) === part.year
  })

/** What a reader who loses the network would have of a report. */
export type Keeping =
  | 'saved'
  /** Stored since it was read: it goes first where room is needed. */
  | 'for now'
  /** The version that was read before is. */
  | 'older'
  | 'none'

export const keepingOf = (
  sha: Sha,
  here: ReadonlySet<string>,
  isChosen: boolean,
  seen: Sha | undefined,
): Keeping =>
  here.has(sha)
    ? isChosen
      ? 'saved'
      : 'for now'
    : seen !== undefined && here.has(seen)
      ? 'older'
      : 'none'

/** Names what is saved among all others: its source's key. */
export const savedKey = ({ source }: { readonly source: Source }): string => sourceKey(source)

/** How far saving has come. */
export interface SaveProgress {
  readonly reports: Count
  /** Of the repository; they are known as the reports that show them come. */
  readonly pictures: Count
  /** Downloaded in this go. */
  readonly bytes: number
  /** Pictures of other hosts, which a page may show and cannot read. */
  readonly elsewhere: number
  /** Paths that could not be had. */
  readonly missing: readonly string[]
}

export interface Count {
  readonly done: number
  readonly of: number
}
