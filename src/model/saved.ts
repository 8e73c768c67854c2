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

/** How it stands with a part that was chosen. */
export interface Standing {
  /** The person has asked to wait. */
  readonly paused?: true
  /** The commit at which all of it was last seen to be here; absent until then. */
  readonly completeAt?: Sha
}

export type Choice = SavedPart & Standing

/** What a person has chosen to have offline of one source; it stays chosen, so that its new reports come too. */
export interface Saved {
  readonly source: Source
  /** Without repeats; beside 'all' stands only what lists leave out. */
  readonly parts: readonly Choice[]
}

/** A part in a person's words: its year, folder or path; '' for all. */
export const partName = (part: SavedPart): string =>
  part.kind === 'folder'
    ? part.folder
    : part.kind === 'year'
      ? part.year
      : part.kind === 'report'
        ? part.path
        : ''

const isSame = (one: SavedPart, other: SavedPart): boolean =>
  one.kind === other.kind && partName(one) === partName(other)

/** What was chosen before stays as it stands. */
export function withPart(saved: Saved | undefined, source: Source, part: SavedPart): Saved {
  const before = saved?.parts ?? []
  if (choiceOf(saved, part)) return { source, parts: before }
  const others = before.filter((one) => part.kind !== 'all' || !isInAll(source, one))
  return { source, parts: [...others, part] }
}

/** Without this part; undefined where nothing is left. */
export function withoutPart(saved: Saved, part: SavedPart): Saved | undefined {
  const parts = saved.parts.filter((one) => !isSame(one, part))
  return parts.length ? { ...saved, parts } : undefined
}

/** With this standing of the part in the place of what was. */
export const withStanding = (saved: Saved, part: SavedPart, standing: Standing): Saved => ({
  ...saved,
  parts: saved.parts.map((one) => {
    if (!isSame(one, part)) return one
    const { paused, completeAt, ...bare } = one
    return { ...bare, ...standing }
  }),
})

/** This very part, or all of the source, where it is chosen. */
export const choiceOf = (saved: Saved | undefined, part: SavedPart): Choice | undefined =>
  saved?.parts.find(
    (one) => isSame(one, part) || (one.kind === 'all' && isInAll(saved.source, part)),
  )

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
      isSaved(saved, entry.path, facts.get(entry.sha)?.date ?? dateFromPath(entry.path)),
  )

/** Whether a report of the source is among what is chosen. */
export const isSaved = (
  { source, parts }: Saved,
  path: string,
  date: string | undefined,
): boolean =>
  covers(source, path) &&
  parts.some((part) => {
    if (part.kind === 'report') return path === part.path
    // What the folder's own page lists: of a folder that lists leave out, all the same.
    if (part.kind === 'folder')
      return path.startsWith(`${part.folder}/`) && isShown(path, folderAsSource(source, part))
    return isShown(path, source) && (part.kind === 'all' || date?.slice(0, 4) === part.year)
  })

const folderAsSource = (source: Source, { folder }: { readonly folder: string }): Source =>
  isShown(`${folder}/a.md`, source) ? source : { ...source, path: folder, exclude: [] }

/** All of the source has this part: what lists leave out is saved by itself. */
const isInAll = (source: Source, part: SavedPart): boolean =>
  part.kind === 'folder'
    ? isShown(`${part.folder}/a.md`, source)
    : part.kind !== 'report' || isShown(part.path, source)

/** What a reader who loses the network would have of a report. */
export type Keeping =
  | 'saved'
  /** Stored since it was read: it goes first where room is needed. */
  | 'for now'
  /** A version that was read or saved before is. */
  | 'older'
  | 'none'

export const keepingOf = (
  sha: Sha,
  here: ReadonlySet<string>,
  isChosen: boolean,
  before: readonly (Sha | undefined)[],
): Keeping =>
  here.has(sha)
    ? isChosen
      ? 'saved'
      : 'for now'
    : before.some((one) => one !== undefined && here.has(one))
      ? 'older'
      : 'none'

/** Names a part among the parts of all sources. */
export const partKey = (source: Source, part: SavedPart): string =>
  `${sourceKey(source)} ${part.kind} ${partName(part)}`

/** How far saving has come. */
export interface SaveProgress {
  readonly reports: Count
  /** Of the repository; they are known as the reports that show them come. */
  readonly pictures: Count
  /** Of what is here of them by now, whether it came just now or before. */
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
