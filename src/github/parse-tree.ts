import { fail, type Failure } from '../model/failure.ts'
import type { Sha } from '../model/sha.ts'
import { parseEntry, type Tree } from '../model/tree.ts'

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
      entries: entries
        .flatMap((entry) => {
          const { path, mode, sha, size } = (entry ?? {}) as Record<string, unknown>
          return parseEntry(path, mode, sha, size)
        })
        .map((entry) => ({ ...entry, path: above + entry.path })),
    },
  }
}
