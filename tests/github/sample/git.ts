import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { devNull } from 'node:os'

export interface Person {
  readonly name: string
  readonly email: string
}

export type Change =
  | { readonly kind: 'put'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'submodule'; readonly path: string; readonly commit: string }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }

export interface Commit {
  readonly author: Person
  readonly date: string
  readonly message: string
  readonly changes: readonly Change[]
  /** Without it, the commit follows the one before it on the first branch. */
  readonly branch?: string
  /** An annotated tag that is put on this commit. */
  readonly tag?: string
}

/** The branch that every history begins on, before it is renamed to `main`. */
const FIRST_BRANCH = 'master'

/** What a person has configured must not change what is made, so little is inherited. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
})

export function git(args: readonly string[], input?: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { env: environment() }, (error, stdout) => {
      if (error) reject(error)
      else resolve(stdout.trim())
    })
    // A git that stops before it has read everything says why by itself, in its exit status.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** Makes a bare repository of this history; the same history makes the same commits. */
export async function makeRepository(gitDir: string, history: readonly Commit[]): Promise<void> {
  await rm(gitDir, { recursive: true, force: true })
  const init = ['init', '--quiet', '--bare', '--template=', '--object-format=sha1']
  await git([...init, `--initial-branch=${FIRST_BRANCH}`, gitDir])
  await git(['--git-dir', gitDir, 'fast-import', '--quiet', '--done'], importStream(history))
  await git(['--git-dir', gitDir, 'branch', '--move', FIRST_BRANCH, 'main'])
}

/** The history in the language of `git fast-import`. */
function importStream(history: readonly Commit[]): Buffer {
  const seen = new Set<string>()
  const commits = history.map((commit, index) => {
    const branch = commit.branch ?? FIRST_BRANCH
    const isNew = index > 0 && !seen.has(branch)
    seen.add(branch)
    return commitStream(commit, branch, isNew)
  })
  return Buffer.concat([...commits, Buffer.from('done\n')])
}

function commitStream(commit: Commit, branch: string, isNew: boolean): Buffer {
  const who = signature(commit)
  const head = `commit refs/heads/${branch}\nauthor ${who}\ncommitter ${who}\n`
  const parent = isNew ? `from refs/heads/${FIRST_BRANCH}\n` : ''
  return Buffer.concat([
    Buffer.from(head),
    data(Buffer.from(`${commit.message}\n`)),
    Buffer.from(parent),
    ...commit.changes.map(changeStream),
    Buffer.from('\n'),
    commit.tag ? tagStream(commit.tag, branch, who) : Buffer.alloc(0),
  ])
}

const tagStream = (tag: string, branch: string, who: string): Buffer =>
  Buffer.concat([
    Buffer.from(`tag ${tag}\nfrom refs/heads/${branch}\ntagger ${who}\n`),
    data(Buffer.from(`${tag}\n`)),
  ])

function changeStream(change: Change): Buffer {
  switch (change.kind) {
    case 'put':
      return file('100644', change.path, change.bytes)
    case 'link':
      return file('120000', change.path, Buffer.from(change.target))
    case 'submodule':
      return Buffer.from(`M 160000 ${change.commit} ${quoted(change.path)}\n`)
    case 'move':
      return Buffer.from(`R ${quoted(change.from)} ${quoted(change.to)}\n`)
    case 'remove':
      return Buffer.from(`D ${quoted(change.path)}\n`)
  }
}

const file = (mode: string, path: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`M ${mode} inline ${quoted(path)}\n`), data(bytes)])

const data = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`data ${String(bytes.length)}\n`), bytes, Buffer.from('\n')])

const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`

const signature = ({ author, date }: Commit): string =>
  `${author.name} <${author.email}> ${String(Date.parse(date) / 1000)} +0000`
