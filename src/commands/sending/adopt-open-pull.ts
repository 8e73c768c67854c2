import type { Journal, SentFile, Trouble } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { targetNames } from './make-commit.ts'
import { findOpenPull } from './open-pull.ts'
import { commonTrouble } from './reply.ts'
import type { Done, Sending } from './send.ts'

/**
 * Where an earlier sending of this edit has opened a pull request that nobody heard of, it is the edit's, and no second
 * one is opened. The journal says what that one holds, so that the newer words are offered as a change of it.
 */
export async function adoptOpenPull(
  journal: Journal,
  commit: Sha,
  sending: Pick<Sending, 'write' | 'now'>,
): Promise<Done | undefined> {
  const found = await findOpenPull(journal, sending)
  if (!found || 'kind' in found) return found
  const { pull, title, body } = found
  const files = await sentAt(journal, commit, sending)
  if (!Array.isArray(files)) return files
  const letter = { ...journal.letter, title, body, files }
  const { tree, ...rest } = journal
  return { ...rest, commit, pushed: 'done', pull, letter }
}

/** The files of the letter as a commit has them; one that it has not was not sent. */
async function sentAt(
  journal: Journal,
  commit: Sha,
  { write, now }: Pick<Sending, 'write' | 'now'>,
): Promise<SentFile[] | Trouble> {
  const names = targetNames(journal)
  const whole = await write('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...names,
    tree_sha: commit,
    recursive: 1,
  })
  if (whole.kind !== 'done') return refusedBy(whole, now())
  const { tree } = whole.json as { tree?: unknown }
  const there = new Map<unknown, unknown>()
  for (const entry of Array.isArray(tree) ? tree : []) {
    const { path, sha } = Object(entry) as { path?: unknown; sha?: unknown }
    there.set(path, sha)
  }
  const sent: SentFile[] = []
  for (const file of journal.letter.files) {
    const sha = there.get(file.path)
    if (!isSha(sha)) continue
    if ('sha' in file) {
      sent.push({ ...file, sha })
      continue
    }
    const blob = await write('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
      ...names,
      file_sha: sha,
    })
    if (blob.kind !== 'done') return refusedBy(blob, now())
    sent.push({ ...file, text: textOf(blob.json) })
  }
  return sent
}

const refusedBy = (reply: Parameters<typeof commonTrouble>[0], now: number): Trouble =>
  commonTrouble(reply, now) ?? { kind: 'host-trouble', until: now + 60_000 }

/** Its byte order mark stays: what is sent is compared with it to the byte. */
function textOf(json: unknown): string {
  const { content } = Object(json) as { content?: unknown }
  const bytes = Uint8Array.from(atob(String(content ?? '')), (letter) => letter.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
