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
export function savedReports(
  saved: Saved,
  tree: Tree,
  facts: ReadonlyMap<Sha, Facts>,
): readonly TreeEntry[] {
  const yearOf = ({ sha, path }: TreeEntry) =>
    (facts.get(sha)?.date ?? dateFromPath(path))?.slice(0, 4)
  const isIn = (entry: TreeEntry, part: SavedPart): boolean => {
    switch (part.kind) {
      case 'all':
        return isShown(entry.path, saved.source)
      case 'folder':
        return isShown(entry.path, saved.source) && entry.path.startsWith(`${part.folder}/`)
      case 'year':
        return isShown(entry.path, saved.source) && yearOf(entry) === part.year
      case 'report':
        return entry.path === part.path
    }
  }
  return tree.entries.filter(
    (entry) =>
      isFile(entry) &&
      isMarkdown(entry.path) &&
      covers(saved.source, entry.path) &&
      saved.parts.some((part) => isIn(entry, part)),
  )
}

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
