import type { Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { folderOf } from '../../model/paths.ts'
import type { Sha } from '../../model/sha.ts'
import type { TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from '../reading/open-blob.ts'
import { editableText } from '../editing/begin-draft.ts'

/** A file of the edit that somebody else has changed since. */
export interface TheirFile {
  readonly path: string
  readonly sha: Sha
  readonly bytes: Uint8Array
  /** As an editor has it. */
  readonly text: string
}

/** What has become of an edit's files in the repository. */
export type Upstream =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'changed'
      readonly head: Sha
      readonly files: readonly TheirFile[]
    }
  /** `to`: where the same text lies now, in the same folder. */
  | { readonly kind: 'gone'; readonly head: Sha; readonly path: string; readonly to?: string }

/** One call where nothing has happened in the repository, else one more for each folder of the edit. */
export async function checkUpstream(gam: Gam, draft: Draft): Promise<Upstream | Failure> {
  const { repository, branch, base, isBaseUnsure } = draft
  const head = await gam.github.fetchHead(repository, branch, 'person')
  if (isFailure(head)) return head
  if (head === base && !isBaseUnsure) return { kind: 'same' }
  const entries: TreeEntry[] = []
  for (const folder of new Set(draft.texts.map(({ path }) => folderOf(path)))) {
    const tree = await gam.github.fetchTree(repository, head, folder, false, 'person')
    if (!isFailure(tree)) entries.push(...tree.entries)
    else if (tree.kind !== 'not-found') return tree
  }
  const files: TheirFile[] = []
  for (const { path, before } of draft.texts) {
    const there = entries.find((one) => one.path === path)
    if (there?.sha === before) continue
    if (!there) {
      const to = entries.find((one) => one.sha === before)?.path
      return { kind: 'gone', head, path, ...(to === undefined ? {} : { to }) }
    }
    const wanted = { repository, commit: head, path, sha: there.sha }
    const bytes = await openBlob(gam, wanted, 'person')
    if (isFailure(bytes)) return bytes
    const text = editableText(bytes, path)
    if (isFailure(text)) return text
    files.push({ path, sha: there.sha, bytes, text })
  }
  return files.length ? { kind: 'changed', head, files } : { kind: 'same' }
}
