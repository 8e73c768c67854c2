import { keepEndings, plainText } from '../../merging/keep-endings.ts'
import { mergeTexts, resolve } from '../../merging/merge-texts.ts'
import { isFailure, fail, type Failure } from '../../model/failure.ts'
import { folderOf } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import { editableText } from '../editing/begin-draft.ts'
import { openBlob } from '../reading/open-blob.ts'
import { openBranchName } from '../reviewing/open-branch-name.ts'
import type { OpenPull } from './open-pulls.ts'
import type { WaitingPoints } from './waiting-points.ts'

/** What taking in the waiting points of a report would do, to be shown before it is done. */
export interface TakingIn {
  readonly repository: RepositoryName
  /** The default branch, and where it stood when this was planned. */
  readonly branch: string
  readonly head: Sha
  readonly path: string
  readonly mode: '100644' | '100755'
  /** As an editor has them. */
  readonly old: string
  readonly now: string
  readonly written: string
  readonly taken: readonly OpenPull[]
  /** One-line additions that do not fit any more: somebody has to decide about each. */
  readonly left: readonly OpenPull[]
  /** Open pull requests that take some of them in already. */
  readonly held: readonly OpenPull[]
}

/** Puts the one-line additions to a report together, the oldest first, on what the default branch has by now. */
export async function planTakingIn(
  gam: Gam,
  repository: RepositoryName,
  path: string,
  waiting: readonly WaitingPoints[],
): Promise<TakingIn | Failure> {
  const branch = await openBranchName(gam, { repository, branch: 'HEAD' })
  const head = await gam.github.fetchHead(repository, branch, 'person')
  if (isFailure(head)) return head
  const tree = await gam.github.fetchTree(repository, head, folderOf(path), false, 'person')
  if (isFailure(tree)) return tree
  const entry = tree.entries.find((one) => one.path === path)
  if (!entry) return fail({ kind: 'not-found', what: path })
  const bytes = await openBlob(gam, { repository, commit: head, path, sha: entry.sha }, 'person')
  if (isFailure(bytes)) return bytes
  const text = editableText(bytes, path)
  if (isFailure(text)) return text
  const old = plainText(text)
  let now = old
  const taken: OpenPull[] = []
  const left: OpenPull[] = []
  for (const one of waiting.toSorted((a, b) => a.pull.number - b.pull.number)) {
    if (!one.isOneLine || one.heldBy || one.pull.base !== branch) continue
    const both = withBoth(one, now)
    // What stands there already needs no taking in.
    if (both !== now) (both === undefined ? left : taken).push(one.pull)
    now = both ?? now
  }
  const original = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const mode = entry.mode === '100755' ? entry.mode : '100644'
  const written = keepEndings(original, now)
  const held = [...new Set(waiting.flatMap(({ heldBy }) => heldBy ?? []))]
  return { repository, branch, head, path, mode, old, now, written, taken, left, held }
}

/** Undefined where the two are more than two additions at one place. */
function withBoth(
  { before: base, after: mine }: Pick<WaitingPoints, 'before' | 'after'>,
  theirs: string,
): string | undefined {
  const merged = mergeTexts({ base, mine, theirs })
  if (merged.kind === 'clean') return merged.text
  const conflicts = merged.parts.filter((part) => part.kind === 'conflict')
  return conflicts.every((part) => part.onlyAdditions)
    ? resolve(
        merged,
        conflicts.map(() => 'both' as const),
      )
    : undefined
}
