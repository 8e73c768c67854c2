import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRepository } from './repository.ts'
import { startGitHub } from './server.ts'
import { serveFolder, type ServedFolder } from './working-tree.ts'

const run = promisify(execFile)
let folder: string
let served: ServedFolder[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-tree-test-'))
  served = []
})
afterEach(async () => {
  await Promise.all(served.map((one) => one.close()))
  await rm(folder, { recursive: true, force: true })
})

async function git(...args: string[]): Promise<string> {
  const me = ['-c', 'user.name=Pip', '-c', 'user.email=pip@example.com']
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' }
  return (await run('git', ['-C', folder, ...me, ...args], { env })).stdout.trim()
}
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}
async function clone(): Promise<void> {
  await git('init', '--quiet', '--initial-branch=trunk')
  await write('.gitignore', '*.tmp\nbuilt/\n')
  await write('docs/log.md', 'committed\n')
  await write('tracked.tmp', 'tracked\n')
  await git('add', '--force', '.')
  await git('commit', '--quiet', '--message', 'one')
}
async function serve(path = folder) {
  const one = await serveFolder('me/notes', path)
  served.push(one)
  return openRepository(one.repository)
}
async function read(repository: Awaited<ReturnType<typeof serve>>) {
  const commit = (await repository.commitOf('HEAD')) ?? ''
  const tree = (await repository.treeOf(commit, '')) ?? ''
  const files = (await repository.list(tree, true)).filter(({ type }) => type !== 'tree')
  const texts = files.map(async ({ path, sha }) => [path, String(await repository.blob(sha))])
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>
}
/**
 * All that a visit could have changed: every file of `.git` with its bytes. Not its times: Git marks an object that it
 * would have written, and found, as used today.
 */
const state = async (): Promise<string> =>
  (await run('find', [join(folder, '.git'), '-type', 'f', '-exec', 'sha1sum', '{}', '+'])).stdout

test('a clone is served as it lies there, uncommitted changes and all', async () => {
  await clone()
  await write('docs/log.md', 'changed\n')
  await write('docs/new.md', 'new\n')
  await write('scratch.tmp', 'ignored\n')
  await write('built/a.md', 'ignored\n')
  expect(await read(await serve())).toEqual({
    '.gitignore': '*.tmp\nbuilt/\n',
    'docs/log.md': 'changed\n',
    'docs/new.md': 'new\n',
    'tracked.tmp': 'tracked\n',
  })
})

test('the clone is not written to', async () => {
  await clone()
  await git('config', 'core.splitIndex', 'true')
  await write(
    '.git/hooks/post-index-change',
    '#!/bin/sh\ntouch "$(git rev-parse --git-dir)/hooked"\n',
  )
  await chmod(join(folder, '.git/hooks/post-index-change'), 0o755)
  await write('docs/log.md', 'changed\n')
  await write('docs/new.md', 'new\n')
  const counted = await git('count-objects', '-v')
  const before = await state()
  expect(await read(await serve())).toMatchObject({ 'docs/new.md': 'new\n' })
  expect(await state()).toBe(before)
  expect(await git('count-objects', '-v')).toBe(counted)
  expect(await git('status', '--porcelain')).toBe('M docs/log.md\n?? docs/new.md')
})

test('its branch has its own name and stands on what was committed', async () => {
  await clone()
  await write('docs/new.md', 'new\n')
  const repository = await serve()
  expect(await repository.defaultBranch()).toBe('trunk')
  const head = (await repository.commitOf('trunk')) ?? ''
  expect(await repository.commitOf('HEAD')).toBe(head)
  expect(await repository.refs()).toEqual([{ ref: 'refs/heads/trunk', type: 'commit', sha: head }])
  const parent = await repository.git('rev-parse', `${head}^`)
  expect(parent?.toString().trim()).toBe(await git('rev-parse', 'HEAD'))
})

test('a saved, a removed and a newly committed file show a moment later; nothing changed is the same commit', async () => {
  await clone()
  const repository = await serve()
  const later = () => new Promise((resolve) => setTimeout(resolve, 320))
  const first = await repository.commitOf('HEAD')
  await later()
  expect(await repository.commitOf('HEAD')).toBe(first)
  await write('docs/log.md', 'saved\n')
  await rm(join(folder, 'tracked.tmp'))
  await later()
  const now = await read(repository)
  expect(now).toMatchObject({ 'docs/log.md': 'saved\n' })
  expect(now).not.toHaveProperty('tracked.tmp')
  await write('forced.tmp', 'forced\n')
  await git('add', '--force', 'forced.tmp')
  await git('commit', '--quiet', '--message', 'two')
  await later()
  expect(await read(repository)).toHaveProperty('forced.tmp')
})

test('Git’s own filters hold', async () => {
  await clone()
  await write('.gitattributes', '*.md text eol=lf\n')
  await write('docs/crlf.md', 'a\r\nb\r\n')
  expect(await read(await serve())).toMatchObject({ 'docs/crlf.md': 'a\nb\n' })
})

test('a folder that is no repository is served too, and stays none', async () => {
  await write('.gitignore', '*.tmp\n')
  await write('a.md', 'a\n')
  await write('b.tmp', 'b\n')
  const repository = await serve()
  expect(await repository.defaultBranch()).toBe('main')
  expect(await read(repository)).toEqual({ '.gitignore': '*.tmp\n', 'a.md': 'a\n' })
  await expect(git('status')).rejects.toThrow(/not a git repository/)
})

test('a folder inside a clone is served alone, an ignored one as well', async () => {
  await clone()
  await write('docs/more.md', 'more\n')
  await write('docs/more.tmp', 'ignored\n')
  await write('built/a.md', 'built\n')
  expect(await read(await serve(join(folder, 'docs')))).toEqual({
    'log.md': 'committed\n',
    'more.md': 'more\n',
  })
  expect(await read(await serve(join(folder, 'built')))).toEqual({ 'a.md': 'built\n' })
})

test('a new clone without a commit, a second work tree, and a bare repository', async () => {
  await git('init', '--quiet')
  await write('a.md', 'a\n')
  expect(await read(await serve())).toEqual({ 'a.md': 'a\n' })
  await rm(join(folder, '.git'), { recursive: true })
  await clone()
  const elsewhere = join(folder, 'built', 'second')
  await git('worktree', 'add', '--quiet', '-b', 'other', elsewhere)
  await write('built/second/b.md', 'b\n')
  const second = await serve(elsewhere)
  expect(await second.defaultBranch()).toBe('other')
  expect(await read(second)).toMatchObject({ 'b.md': 'b\n', 'docs/log.md': 'committed\n' })
  const bare = join(folder, 'built', 'bare.git')
  await git('clone', '--quiet', '--bare', '.', bare)
  expect(await read(await serve(bare))).toMatchObject({ 'docs/log.md': 'committed\n' })
})

test('a folder that is not there, or a file, gets a sentence', async () => {
  await write('a.md', 'a\n')
  await expect(serveFolder('me/notes', `${folder}/nowhere`)).rejects.toThrow(
    `${folder}/nowhere is not a folder: nothing can be served as me/notes.`,
  )
  await expect(serveFolder('me/notes', `${folder}/a.md`)).rejects.toThrow(
    `${folder}/a.md is not a folder: nothing can be served as me/notes.`,
  )
})

test('both hosts speak of it, and a folder that vanishes is a server’s error and no crash', async () => {
  await clone()
  await write('docs/new.md', 'new\n')
  const one = await serveFolder('me/notes', folder)
  served.push(one)
  const options = { apiPort: 0, rawPort: 0, users: [], repositories: [one.repository] }
  const github = await startGitHub(options)
  const raw = async () => (await fetch(`${github.raw}/me/notes/HEAD/docs/new.md`)).text()
  expect(await raw()).toBe('new\n')
  const copy = `${folder}-copy`
  await cp(folder, copy, { recursive: true })
  await rm(folder, { recursive: true })
  await new Promise((resolve) => setTimeout(resolve, 320))
  const said = vi.spyOn(console, 'error').mockReturnValue()
  expect((await fetch(`${github.api}/repos/me/notes/commits/HEAD`)).status).toBe(500)
  expect(said).toHaveBeenCalledWith(expect.stringMatching(/^Git could not read /))
  said.mockRestore()
  await cp(copy, folder, { recursive: true })
  await rm(copy, { recursive: true })
  await new Promise((resolve) => setTimeout(resolve, 320))
  expect(await raw()).toBe('new\n')
  await github.close()
})
