import { isFailure } from '../../model/failure.ts'
import { targetOf, type Journal } from '../../model/journal.ts'
import { isSha } from '../../model/sha.ts'
import { adoptOpenPull } from './adopt-open-pull.ts'
import { readRef } from './check-unchanged.ts'
import { inVain } from './in-vain.ts'
import { targetNames } from './make-commit.ts'
import { hostTrouble, saidBy, troubleIn } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** Makes the branch, complete, at the commit. Where it was tried before, or is there, it is looked at first. */
export async function pushBranch(journal: Journal, sending: Sending): Promise<Done> {
  if (journal.pushed === 'trying') {
    const found = await findBranch(journal, sending)
    if (found) return found
  }
  const trying: Journal = { ...journal, pushed: 'trying' }
  const stored = await sending.save(trying)
  if (isFailure(stored)) return { kind: 'storage', problem: stored.kind }
  const reply = await sending.write('POST /repos/{owner}/{repo}/git/refs', {
    ...targetNames(journal),
    ref: `refs/heads/${journal.branch}`,
    sha: journal.commit,
  })
  if (reply.kind === 'done') return { ...journal, pushed: 'done' }
  if (/already exists/i.test(saidBy(reply))) {
    return (await findBranch(journal, sending)) ?? hostTrouble(sending.now())
  }
  // Of a lost answer it is not known whether it took effect: the next time, look.
  return inVain(trying, sending, reply)
}

/** The journal with the branch that is there already; undefined where there is none. */
async function findBranch(journal: Journal, { write, now }: Sending): Promise<Done | undefined> {
  const target = targetOf(journal) ?? journal.repository
  const there = await readRef(write, target, journal.branch, now())
  if (typeof there !== 'string') return there
  if (there === journal.commit) return { ...journal, pushed: 'done' }
  const reply = await write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...targetNames(journal),
    commit_sha: there,
  })
  if (reply.kind !== 'done') return troubleIn(reply, now())
  const { tree, parents } = reply.json as {
    tree?: { sha?: unknown }
    parents?: { sha?: unknown }[]
  }
  const isOurs =
    tree?.sha === journal.tree && parents?.length === 1 && parents[0]?.sha === journal.parent
  // GitHub may give a repeated commit another SHA: what counts is what it holds and where it stands.
  if (isOurs && isSha(there)) return { ...journal, commit: there, pushed: 'done' }
  const adopted = await adoptOpenPull(journal, { write, now })
  if (adopted) return adopted
  const { pushed, ...rest } = journal
  return { ...rest, branch: nextName(journal.branch) }
}

/** An earlier sending of this draft, with other contents, has left the branch behind: it is not touched. */
function nextName(branch: string): string {
  const [, name = branch, count = '1'] = /^(.*?)(?:\.(\d+))?$/.exec(branch) ?? []
  return `${name}.${Number(count) + 1}`
}
