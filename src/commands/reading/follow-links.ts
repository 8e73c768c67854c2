import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Tree, TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from './open-blob.ts'

const MOST_LINKS = 5

/**
 * The file that a path means: itself, or what a symbolic link points at, inside the tree only and at most five links
 * on. undefined: the tree lists no such path.
 */
export async function followLinks(
  gam: Gam,
  repository: RepositoryName,
  tree: Tree,
  path: string,
): Promise<TreeEntry | Failure | undefined> {
  let at = path
  for (let steps = 0; steps <= MOST_LINKS; steps++) {
    const entry = tree.entries.find((one) => one.path === at)
    if (!entry) return steps ? fail({ kind: 'symbolic-link', path, problem: 'leaves' }) : undefined
    if (entry.mode !== '120000') return entry
    const wanted = { repository, commit: tree.commit, path: at, sha: entry.sha }
    const bytes = await openBlob(gam, wanted, 'person')
    if (isFailure(bytes)) return bytes
    const target = joinPath(at, new TextDecoder().decode(bytes))
    if (target === undefined) return fail({ kind: 'symbolic-link', path, problem: 'leaves' })
    at = target
  }
  return fail({ kind: 'symbolic-link', path, problem: 'loops' })
}

/** Where a link's target lies, or undefined where it leaves the repository. */
function joinPath(link: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined
  const parts = link.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
