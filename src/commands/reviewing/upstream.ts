import { freePath } from '../../model/picture-folder.ts'
import type { Draft } from '../../model/draft.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { encodePath, folderOf } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { isFile, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from '../reading/open-blob.ts'
import { editableText } from '../editing/begin-draft.ts'
import { findObstacle } from '../sending/find-obstacle.ts'

/** A file of the edit that somebody else has changed since. */
export interface TheirFile {
  readonly path: string
  readonly sha: Sha
  readonly executable: boolean
  readonly bytes: Uint8Array
  /** As an editor has it. */
  readonly text: string
}

/** A picture of the edit whose name another one has by now, and a name that is free. */
export interface TakenName {
  readonly path: string
  readonly to: string
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
  | { readonly kind: 'taken'; readonly names: readonly TakenName[] }

/** One call where nothing has happened in the repository, else one more for each folder of the edit. */
export async function checkUpstream(gam: Gam, draft: Draft): Promise<Upstream | Failure> {
  const { repository, base, isBaseUnsure, pictures } = draft
  const head = await findHead(gam, draft)
  if (isFailure(head)) return head
  const isMoved = head !== base || isBaseUnsure === true
  // Of what is new nobody knows whether its name was compared with what the branch has at `base`.
  const doubtful = draft.texts.filter(({ before }) => isMoved || !before)
  const compared = [...doubtful, ...pictures]
  const entries: TreeEntry[] = []
  for (const folder of new Set(compared.map(({ path }) => folderOf(path)))) {
    const tree = await gam.github.fetchTree(repository, head, folder, false, 'person')
    if (!isFailure(tree)) {
      entries.push(...tree.entries)
      continue
    }
    if (tree.kind !== 'not-found') return tree
    const obstacle = await findObstacle(folder, (path) => askContents(gam, repository, head, path))
    if (typeof obstacle === 'string')
      return inTheWay(obstacle, 'no folder can be made in its place')
    if (obstacle) return obstacle
  }
  const files: TheirFile[] = []
  for (const { path, before } of doubtful) {
    const there = entries.find((one) => one.path === path)
    if (there && !isFile(there))
      return inTheWay(path, 'a link, a folder or a submodule stands in its place by now')
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
    files.push({ path, sha: there.sha, executable: there.mode === '100755', bytes, text })
  }
  if (files.length) return { kind: 'changed', head, files }
  const names = findTaken(draft, entries)
  return names.length ? { kind: 'taken', names } : { kind: 'same' }
}

async function askContents(
  { github }: Gam,
  repository: RepositoryName,
  commit: Sha,
  path: string,
): Promise<{ readonly json: unknown } | Failure | undefined> {
  const at = `/repos/${repository}/contents/${encodePath(path)}?ref=${commit}`
  const got = await github.askJson(at, 'person')
  return isFailure(got) && got.kind === 'not-found' ? undefined : got
}

const inTheWay = (what: string, problem: string): Failure =>
  fail({ kind: 'malformed', what, problem })

/** Where the edit's branch stands, also where it has another name by now: one address alone leads to that. */
async function findHead(gam: Gam, { repository, branch }: Draft): Promise<Sha | Failure> {
  const head = await gam.github.fetchHead(repository, branch, 'person')
  if (!isFailure(head) || head.kind !== 'not-found' || branch === 'HEAD') return head
  const path = `/repos/${repository}/branches/${encodePath(branch)}`
  const got = await gam.github.askJson(path, 'person')
  if (isFailure(got)) return got.kind === 'not-found' ? head : got
  const { sha } = Object(Object(got.json).commit) as { sha?: unknown }
  return isSha(sha) ? sha : head
}

function findTaken({ pictures }: Draft, entries: readonly TreeEntry[]): TakenName[] {
  const there = new Map(entries.map(({ path, sha }) => [path, sha]))
  const used = new Set([...there.keys(), ...pictures.map(({ path }) => path)])
  return pictures.flatMap(({ path, sha }) => {
    if (!there.has(path) || there.get(path) === sha) return []
    const folder = folderOf(path)
    const to = freePath(folder, path.split('/').at(-1) ?? path, (one) => used.has(one))
    used.add(to)
    return [{ path, to }]
  })
}
