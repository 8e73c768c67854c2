import { fail, type Failure } from '../model/failure.ts'
import { isSha, type Sha } from '../model/sha.ts'
import type { Mode, Tree, TreeEntry } from '../model/tree.ts'

const MODES = new Set(['100644', '100755', '120000', '160000', '040000'])

/** GitHub's answer to `git/trees` as a `Tree`, its paths made to begin at the repository's root. */
export function parseTree(
  json: unknown,
  commit: Sha,
  folder: string,
  recursive: boolean,
): { tree: Tree; truncated: boolean } | Failure {
  const { tree: entries, truncated } = (json ?? {}) as { tree?: unknown; truncated?: unknown }
  if (!Array.isArray(entries)) {
    return fail({ kind: 'malformed', what: 'the list of files', problem: 'GitHub sent none' })
  }
  const above = folder ? `${folder}/` : ''
  return {
    truncated: truncated === true,
    tree: {
      commit,
      folder,
      recursive,
      entries: entries.flatMap((entry) => parseEntry(entry, above)),
    },
  }
}

function parseEntry(entry: unknown, above: string): TreeEntry[] {
  const { path, mode, sha, size } = (entry ?? {}) as Record<string, unknown>
  if (typeof path !== 'string' || !path || !isSha(sha) || !isMode(mode)) return []
  return [{ path: above + path, mode, sha, ...(typeof size === 'number' ? { size } : {}) }]
}

const isMode = (mode: unknown): mode is Mode => typeof mode === 'string' && MODES.has(mode)
