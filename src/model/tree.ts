import { isPath } from './paths.ts'
import { isSha, type Sha } from './sha.ts'

/** Git's modes: file, executable file, symbolic link, submodule, folder. */
type Mode = '100644' | '100755' | '120000' | '160000' | '040000'

export interface TreeEntry {
  /** From the repository's root, no slash at either end. */
  readonly path: string
  readonly mode: Mode
  readonly sha: Sha
  /** In bytes; blobs only. */
  readonly size?: number
}

const MODES: readonly unknown[] = ['100644', '100755', '120000', '160000', '040000']

/** An entry from what somebody else wrote; none where it has not the form of one. */
export function parseEntry(path: unknown, mode: unknown, sha: unknown, size: unknown): TreeEntry[] {
  if (typeof path !== 'string' || !path || !isPath(path) || !MODES.includes(mode) || !isSha(sha))
    return []
  return [{ path, mode: mode as Mode, sha, ...(typeof size === 'number' ? { size } : {}) }]
}

/** The files below one folder of a repository at one commit. */
export interface Tree {
  readonly commit: Sha
  /** The folder, from the repository's root; '' is the root. */
  readonly folder: string
  /** false: only what lies directly in the folder is listed. */
  readonly recursive: boolean
  /** All below was asked for and GitHub cut it short: folders are listed as they are opened. */
  readonly truncated?: true
  readonly entries: readonly TreeEntry[]
}

export const isFile = (entry: TreeEntry): boolean =>
  entry.mode === '100644' || entry.mode === '100755'

export const isMarkdown = (path: string): boolean => /\.(?:md|markdown|mdown|mkdn)$/i.test(path)
