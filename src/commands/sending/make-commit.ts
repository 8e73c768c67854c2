import { toBase64 } from '../../model/base64.ts'
import type { Journal } from '../../model/journal.ts'
import { targetOf } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { namesOf } from './find-target.ts'
import { inVain } from './in-vain.ts'
import type { Done, Sending } from './send.ts'

/** The pictures, one request each. Made again after a restart: the same bytes are the same blob. */
export async function makeBlobs(
  journal: Journal,
  sending: Pick<Sending, 'write' | 'picture' | 'now'>,
): Promise<Done> {
  const blobs: Sha[] = []
  for (const file of journal.letter.files) {
    if (!('sha' in file)) continue
    const bytes = await sending.picture(file.sha)
    if (!bytes)
      return { kind: 'storage', problem: `the picture ${file.path} is not stored any more` }
    const reply = await sending.write('POST /repos/{owner}/{repo}/git/blobs', {
      ...targetNames(journal),
      content: toBase64(bytes),
      encoding: 'base64',
    })
    const made = shaOf(reply)
    if (!made) return inVain(journal, sending, reply)
    if (made !== file.sha)
      return { kind: 'refused', reason: 'other', said: `${file.path} was changed on the way` }
    blobs.push(made)
  }
  return { ...journal, blobs }
}

/** The whole tree as it will be: GitHub takes the rest from the tree of the commit that ours stands on. */
export async function makeTree(journal: Journal, sending: Sending): Promise<Done> {
  const parent = await sending.write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...targetNames(journal),
    commit_sha: journal.parent,
  })
  const base_tree =
    parent.kind === 'done' ? Object((parent.json as { tree?: unknown }).tree).sha : undefined
  if (!isSha(base_tree)) return inVain(journal, sending, parent)
  const reply = await sending.write('POST /repos/{owner}/{repo}/git/trees', {
    ...targetNames(journal),
    base_tree,
    tree: journal.letter.files.map((file) =>
      'sha' in file
        ? { path: file.path, mode: '100644', type: 'blob', sha: file.sha }
        : { path: file.path, mode: file.mode, type: 'blob', content: file.text },
    ),
  })
  const tree = shaOf(reply)
  if (!tree) return inVain(journal, sending, reply)
  if (tree === base_tree) return { kind: 'refused', reason: 'nothing-new' }
  return { ...journal, tree }
}

export async function makeCommit(journal: Journal, sending: Sending): Promise<Done> {
  const { message, author, date } = journal.letter
  const person = { ...author, date }
  const reply = await sending.write('POST /repos/{owner}/{repo}/git/commits', {
    ...targetNames(journal),
    message,
    tree: journal.tree,
    parents: [journal.parent],
    author: person,
    committer: person,
  })
  const commit = shaOf(reply)
  return commit ? { ...journal, commit } : inVain(journal, sending, reply)
}

export const targetNames = (journal: Journal) => namesOf(targetOf(journal) ?? journal.repository)

export function shaOf(reply: { readonly kind: string; readonly json?: unknown }): Sha | undefined {
  const { sha } = Object(reply.json) as { sha?: unknown }
  return reply.kind === 'done' && isSha(sha) ? sha : undefined
}
