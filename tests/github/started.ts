import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from './sample/git.ts'
import { makeRepository } from './make-repository.ts'
import { startGitHub, type GitHubOptions, type LocalGitHub } from './server.ts'

/* A small local GitHub for the tests of this folder. */

export const LOG = '# Log\n\nCall me Ishmael.\n'
export const PICTURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])
export const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n'

const USERS = [
  { login: 'ahab', token: 'ghp_ahab', id: 1, name: 'Ahab' },
  {
    login: 'pip',
    token: 'ghp_pip',
    tokens: [
      { token: 'ghp_pip_public', scopes: ['public_repo'] },
      { token: 'ghp_pip_nothing', scopes: [] },
      { token: 'github_pat_pip' },
    ],
    id: 2,
    name: 'Pip',
    email: 'pip@example.com',
  },
  { login: 'queequeg', token: 'ghp_queequeg', id: 3, name: null },
]

interface Written {
  readonly status: number
  readonly headers: Headers
  readonly json: Json
}

/** Whatever a test looks for in an answer. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any

export interface Started {
  readonly github: LocalGitHub
  readonly folder: string
  /** Asks the API; `as` is a token. */
  api(path: string, as?: string, headers?: Record<string, string>): Promise<Response>
  /** Writes through the API as `as`, a token; without one as `ghp_pip_public`. */
  write(asked: string, body?: object, as?: string): Promise<Written>
  raw(path: string, headers?: Record<string, string>): Promise<Response>
  /** What Git says in the repository `pequod/log`. */
  git(...args: string[]): Promise<string>
  close(): Promise<void>
}

export async function startTestGitHub(options: Partial<GitHubOptions> = {}): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'gam-github-test-'))
  const at = (name: string) => join(folder, name)
  await makeRepository(at('log.git'), [
    { files: { 'README.md': '# Pequod\n', 'docs/old.md': 'old\n' } },
    {
      files: {
        'docs/old.md': null,
        'docs/log.md': LOG,
        'docs/deep/a b.md': 'deep\n',
        'docs/latest.md': { link: 'log.md' },
        'picture.png': PICTURE,
        'whale.bin': POINTER,
      },
      tag: 'v1.0',
    },
    { files: { 'docs/log.md': 'On a branch.\n' }, branch: 'release/1.0' },
  ])
  await makeRepository(at('secret.git'), [{ files: { 'a.md': 'secret\n' } }])
  await makeRepository(at('empty.git'), [])
  const github = await startGitHub({
    apiPort: 0,
    rawPort: 0,
    users: USERS,
    repositories: [
      {
        name: 'Pequod/Log',
        gitDir: at('log.git'),
        writers: ['ahab'],
        formerNames: ['pequod/old-log'],
      },
      {
        name: 'pequod/secret',
        gitDir: at('secret.git'),
        private: true,
        readers: ['ahab'],
        formerNames: ['pequod/old-secret'],
      },
      { name: 'pequod/empty', gitDir: at('empty.git') },
      { name: 'pequod/cut', gitDir: at('log.git'), truncateAbove: 3 },
    ],
    ...options,
  })
  return {
    github,
    folder,
    api: (path, as, headers = {}) =>
      fetch(`${github.api}${path}`, {
        headers: { ...headers, ...(as === undefined ? {} : { authorization: `Bearer ${as}` }) },
      }),
    async write(asked, body, as = 'ghp_pip_public') {
      const [method = '', path = ''] = asked.split(' ')
      const answer = await fetch(`${github.api}${path}`, {
        method,
        headers: { authorization: `Bearer ${as}` },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const json: Json = text ? JSON.parse(text) : undefined
      return { status: answer.status, headers: answer.headers, json }
    },
    raw: (path, headers = {}) => fetch(`${github.raw}${path}`, { headers }),
    git: (...args) => git(['--git-dir', at('log.git'), ...args]),
    async close() {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
