import type { OpenRepository } from './repository.ts'

export interface Signature {
  readonly name: string
  readonly email: string
  /** ISO */
  readonly date: string
}

export interface CommitObject {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

/** As Git stores it: the same commit has the same SHA everywhere. */
const formatCommit = (commit: CommitObject): string =>
  [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(commit.author)}`,
    `committer ${formatSignature(commit.committer)}`,
    '',
    commit.message,
  ].join('\n')

function formatSignature({ name, email, date }: Signature): string {
  // Git's own rule: these would end the field.
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim()
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):?(\d\d)$/.exec(date) ?? []
  const seconds = Math.floor(Date.parse(date) / 1000)
  return `${clean(name)} <${clean(email)}> ${seconds} ${sign}${hours}${minutes}`
}

/** Writes a commit and says its SHA. */
export async function writeCommit(
  repository: OpenRepository,
  commit: CommitObject,
): Promise<string> {
  const args = ['hash-object', '-t', 'commit', '-w', '--stdin']
  const printed = await repository.gitWith(args, { input: formatCommit(commit) })
  if (!printed) throw new Error(`Git refused a commit in ${repository.served.name}`)
  return printed.toString().trim()
}

const FORMAT = '%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00%x00'

export interface ReadCommit extends CommitObject {
  readonly sha: string
}

/** Commits as `git log` finds them with these arguments, newest first. */
export async function readCommits(
  repository: OpenRepository,
  ...args: string[]
): Promise<ReadCommit[]> {
  const printed = await repository.git('log', `--format=${FORMAT}`, ...args, '--')
  return (printed?.toString() ?? '').split('\0\0\n').filter(Boolean).map(parseCommit)
}

function parseCommit(printed: string): ReadCommit {
  const parts = printed.split('\0')
  const [sha = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = ''] =
    parts
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: isoDate(at) },
    committer: { name: cn, email: ce, date: isoDate(ct) },
    message: (parts[9] ?? '').trimEnd(),
  }
}

const isoDate = (seconds: string): string =>
  new Date(Number(seconds) * 1000).toISOString().replace('.000', '')
