import { fromBase64 } from '../../model/base64.ts'
import type { Journal, Person, PullRequestName, SentFile, Trouble } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { folderReader } from '../proposals/folder-reader.ts'
import { mergeTrees } from '../proposals/merge-trees.ts'
import { namesOf } from './find-target.ts'
import { targetNames } from './make-commit.ts'
import { findOpenPull } from './open-pull.ts'
import { hostTrouble, troubleIn } from './reply.ts'
import type { Done, Sending } from './send.ts'

type Asking = Pick<Sending, 'write' | 'now'>

/**
 * Where an earlier sending of this edit has opened a pull request that nobody heard of, it is the edit's, and no second
 * one is opened. The journal says what our commit in it holds, so that the newer words are offered as a change of that,
 * and what others have pushed on top is seen to be theirs. Without a commit of ours Gam adds nothing to it.
 */
export async function adoptOpenPull(journal: Journal, asking: Asking): Promise<Done | undefined> {
  const found = await findOpenPull(journal, asking)
  if (!found || 'kind' in found) return found
  const { pull, title, body } = found
  const ours = await findOurs(journal, pull, asking)
  if (ours && 'kind' in ours) return ours
  const files = ours ? await filesOf(journal, ours, asking) : []
  if ('kind' in files) return files
  const { tree, commit, pushed, ...rest } = journal
  const adopted = { ...rest, pull, letter: { ...journal.letter, title, body, files } }
  return ours ? { ...adopted, ...ours, pushed: 'done' } : adopted
}

type OurCommit = Required<Pick<Journal, 'commit' | 'tree' | 'parent'>>

/** The one commit that a sending makes: the first of the pull request, and by nobody else, who may have amended it. */
async function findOurs(
  journal: Journal,
  { number }: PullRequestName,
  { write, now }: Asking,
): Promise<OurCommit | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
    ...namesOf(journal.repository),
    pull_number: number,
    per_page: 100,
  })
  if (reply.kind !== 'done') return troubleIn(reply, now())
  const { sha: commit, commit: made, parents } = field(reply.json, 0)
  const { author, committer, tree } = Object(made) as Record<string, unknown>
  const { sha: root } = Object(tree) as { sha?: unknown }
  const { sha: parent } = field(parents, 0)
  const isOurs = [author, committer].every((one) => isPerson(one, journal.letter.author))
  return isOurs && isSha(commit) && isSha(root) && isSha(parent)
    ? { commit, tree: root, parent }
    : undefined
}

const field = (json: unknown, at: number): Record<string, unknown> =>
  Object(Array.isArray(json) ? json[at] : undefined)

function isPerson(json: unknown, person: Person): boolean {
  const { name, email } = Object(json) as { name?: unknown; email?: unknown }
  return name === person.name && email === person.email
}

/** All that our commit changed, also what is no part of the edit any more: an update has to take that out again. */
async function filesOf(
  journal: Journal,
  { commit, parent }: OurCommit,
  asking: Asking,
): Promise<SentFile[] | Trouble> {
  const { write, now } = asking
  const read = folderReader(write, journal.fork?.name ?? journal.repository, now)
  const between = (old: Sha, ours: Sha) => mergeTrees({ old, ours, theirs: old }, read, () => false)
  const made = await between(parent, commit)
  if ('kind' in made) return made
  const undone = await between(commit, parent)
  if ('kind' in undone) return undone
  const before = new Map(undone.changes.map(({ path, sha }) => [path, sha]))
  const pictures = journal.letter.files.flatMap((file) => ('sha' in file ? file.path : []))
  const texts = journal.letter.files.flatMap((file) => ('text' in file ? file.path : []))
  const files: SentFile[] = []
  for (const { path, mode, sha } of made.changes) {
    if (!sha) continue
    const old = before.get(path)
    // Nobody needs the text of a file that was new and is to go.
    if (pictures.includes(path) || (!old && !texts.includes(path))) {
      files.push({ path, sha })
      continue
    }
    const text = await readText(journal, sha, asking)
    if (typeof text !== 'string') return text
    const kind = mode === '100755' ? mode : '100644'
    files.push({ path, mode: kind, ...(old ? { before: old } : {}), text })
  }
  return files
}

/** Its byte order mark stays: what is sent is compared with it to the byte. */
async function readText(
  journal: Journal,
  file_sha: Sha,
  { write, now }: Asking,
): Promise<string | Trouble> {
  const blob = await write('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    ...targetNames(journal),
    file_sha,
  })
  if (blob.kind !== 'done') return troubleIn(blob, now())
  const { content } = Object(blob.json) as { content?: unknown }
  const bytes = fromBase64(String(content ?? ''))
  if (!bytes) return hostTrouble(now())
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
