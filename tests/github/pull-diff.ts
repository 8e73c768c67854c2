import type { Partly, Schemas } from './answers.ts'
import { baseShaOf } from './mergeability.ts'
import type { Pull } from './pulls.ts'
import type { OpenRepository } from './repository.ts'

const STATUS: Readonly<Record<string, Schemas['diff-entry']['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'changed',
  R: 'renamed',
}

const DIFF = ['diff', '-M', '--no-color', '--no-ext-diff', '--src-prefix=a/', '--dst-prefix=b/']

/** What a pull request changes since it left its base, as `git diff` writes it. */
export async function diffOf(pull: Pull): Promise<string> {
  const range = `${await baseShaOf(pull)}...${pull.headSha}`
  return (await pull.repository.git(...DIFF, range))?.toString() ?? ''
}

/** The files that a pull request changes. */
export async function filesOf(pull: Pull) {
  return changesOf(pull.repository, `${await baseShaOf(pull)}...${pull.headSha}`)
}

/** The files that `BASE...HEAD` changes, each with its patch. */
export async function changesOf(repository: OpenRepository, range: string) {
  const printed = await repository.git(...DIFF, '--raw', '-z', '--abbrev=40', range)
  const diff = (await repository.git(...DIFF, range))?.toString() ?? ''
  const patches = diff.split(/^(?=diff --git )/m).filter(Boolean)
  return parseRaw(printed?.toString() ?? '').map(({ status, sha, path, from }, at) => {
    const patch = /^@@[^]*/m.exec(patches[at] ?? '')?.[0].replace(/\n$/, '')
    const count = (sign: string) =>
      (patch ?? '').split('\n').filter((line) => line.startsWith(sign)).length
    return {
      sha,
      filename: path,
      status: STATUS[status] ?? 'modified',
      additions: count('+'),
      deletions: count('-'),
      changes: count('+') + count('-'),
      ...(patch === undefined ? {} : { patch }),
      ...(from === undefined ? {} : { previous_filename: from }),
    } satisfies Partly<Schemas['diff-entry']>
  })
}

interface RawChange {
  readonly status: string
  readonly sha: string
  readonly path: string
  readonly from: string | undefined
}

/** `:MODE MODE SHA SHA STATUS\0PATH\0`, with two paths where one was renamed. */
function parseRaw(printed: string): RawChange[] {
  const parts = printed.split('\0')
  const changes: RawChange[] = []
  for (let at = 0; parts[at];) {
    const [, , before = '', after = '', letter = 'M'] = (parts[at] ?? '').split(' ')
    const status = letter.charAt(0)
    const renamed = status === 'R'
    const from = renamed ? parts[at + 1] : undefined
    const path = parts[at + (renamed ? 2 : 1)] ?? ''
    // What is removed is named by what it was.
    changes.push({ status, sha: status === 'D' ? before : after, path, from })
    at += renamed ? 3 : 2
  }
  return changes
}
