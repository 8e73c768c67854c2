import type { RepositoryName } from './repository.ts'

/** A folder of Markdown (or one file) in a repository at a ref, put into the library by the host or the reader. */
export interface Source {
  readonly repository: RepositoryName
  /** From the root, no slash at either end; '' is the whole repository. A folder, or one Markdown file. */
  readonly path: string
  readonly ref: string
  /** The folder that a site's `/`-rooted links mean. */
  readonly siteRoot?: string
  readonly title?: string
  /** Globs (`*`, `**`, `?`) over paths from the repository's root. */
  readonly exclude: readonly string[]
  readonly from: 'host' | 'reader'
}

/** Names a source among all others, in storage and in addresses: `owner/name@ref:path`. */
export const sourceKey = (source: Pick<Source, 'repository' | 'ref' | 'path'>): string =>
  `${source.repository}@${source.ref}:${source.path}`

export interface Library {
  readonly title: string
  readonly description?: string
  /** An e-mail address or web address of the host. */
  readonly contact?: string
  readonly links: readonly { readonly title: string; readonly href: string }[]
  /** Which pictures of other hosts reports may show without being asked: all, or none but the repository's own. */
  readonly images: 'all' | 'repository'
  readonly sources: readonly Source[]
}

/** Whether a source's folder (or its one file) holds this path. */
export const covers = (source: Source, path: string): boolean =>
  source.path === '' || path === source.path || path.startsWith(`${source.path}/`)

/** The source that a path at a ref belongs to: the one with the longest folder. */
export const sourceCovering = (
  sources: readonly Source[],
  place: { readonly repository: RepositoryName; readonly ref: string; readonly path: string },
): Source | undefined =>
  sources
    .filter(
      (one) =>
        one.repository === place.repository && one.ref === place.ref && covers(one, place.path),
    )
    .sort((a, b) => b.path.length - a.path.length)[0]
