import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOG, startTestGitHub, type Started } from './started.ts'

let it: Started
let head: string
beforeAll(async () => {
  it = await startTestGitHub()
  head = await it.git('rev-parse', 'main')
})
afterAll(() => it.close())

const json = async (path: string, as?: string): Promise<Record<string, unknown>> =>
  (await (await it.api(path, as)).json()) as Record<string, unknown>

interface Listed {
  sha: string
  truncated: boolean
  tree: { path: string; mode: string; type: string; sha: string; size?: number }[]
}
const tree = async (name: string): Promise<Listed> =>
  (await (await it.api(`/repos/pequod/log/git/trees/${name}`)).json()) as Listed
const paths = async (name: string) => (await tree(name)).tree.map((entry) => entry.path)

test('a repository is found without case and says its default branch', async () => {
  expect(await json('/repos/PEQUOD/log')).toMatchObject({
    full_name: 'Pequod/Log',
    default_branch: 'main',
    private: false,
  })
})

test('a commit is found by branch, tag, SHA and HEAD, also where a branch has a slash', async () => {
  for (const ref of ['main', 'HEAD', 'v1.0', head, head.slice(0, 8), 'heads/main'])
    expect((await json(`/repos/pequod/log/commits/${ref}`))['sha']).toBe(head)
  const release = await it.git('rev-parse', 'release/1.0')
  for (const ref of ['release/1.0', 'release%2F1.0'])
    expect((await json(`/repos/pequod/log/commits/${ref}`))['sha']).toBe(release)
})

test('a commit says who made it and what it follows', async () => {
  expect(await json('/repos/pequod/log/commits/main')).toMatchObject({
    commit: {
      author: { name: 'Elijah', email: 'elijah@example.com', date: '2017-06-20T00:00:00Z' },
      message: 'Commit 2',
      tree: { sha: await it.git('rev-parse', 'main^{tree}') },
    },
    parents: [{ sha: await it.git('rev-parse', 'main~1') }],
  })
})

test('a commit is its bare SHA to who asks for that, and 304 to who has it', async () => {
  const accept = 'application/vnd.github.sha'
  const answer = await it.api('/repos/pequod/log/commits/main', undefined, { accept })
  expect(await answer.text()).toBe(head)
  const again = { accept, 'if-none-match': `"${head}"` }
  expect((await it.api('/repos/pequod/log/commits/main', undefined, again)).status).toBe(304)
})

test('an unknown ref is 422, an empty repository 409', async () => {
  const unknown = await it.api('/repos/pequod/log/commits/nowhere')
  expect(unknown.status).toBe(422)
  expect(await unknown.json()).toMatchObject({ message: 'No commit found for SHA: nowhere' })
  expect((await it.api('/repos/pequod/empty/commits/HEAD')).status).toBe(409)
  expect((await it.api('/repos/pequod/empty/git/trees/HEAD')).status).toBe(409)
})

test('a tree has modes, sizes of blobs, and what lies below only where that is asked for', async () => {
  const flat = await tree(head)
  expect(flat.tree.map(({ path }) => path)).toEqual([
    'README.md',
    'docs',
    'picture.png',
    'whale.bin',
  ])
  expect(flat.tree[0]).toMatchObject({ mode: '100644', type: 'blob', size: 9 })
  expect(flat.tree[1]).toMatchObject({ mode: '040000', type: 'tree' })
  expect(flat.tree[1]).not.toHaveProperty('size')
  for (const value of ['1', '0', 'false', ''])
    expect(await paths(`${head}?recursive=${value}`)).toContain('docs/deep/a b.md')
})

test('a folder of a ref is a tree whose paths begin there', async () => {
  expect(await paths(`${head}:docs?recursive=1`)).toEqual([
    'deep',
    'deep/a b.md',
    'latest.md',
    'log.md',
  ])
  expect(await paths('main:docs%2Fdeep')).toEqual(['a b.md'])
  expect(await paths('main:docs/deep')).toEqual(['a b.md'])
  expect(await paths('release%2F1.0:docs')).toContain('log.md')
  for (const name of [`${head}:docs/log.md`, `${head}:nowhere`, 'nowhere', '0'.repeat(40)])
    expect((await it.api(`/repos/pequod/log/git/trees/${name}`)).status).toBe(404)
})

test('a symbolic link and a submodule have their modes', async () => {
  const link = (await tree(`${head}:docs`)).tree.find(({ path }) => path === 'latest.md')
  expect(link).toMatchObject({ mode: '120000', type: 'blob', size: 6 })
  const made = await it.git('rev-parse', 'main^{tree}')
  const entry = `160000 commit ${head}\tmodule\n040000 tree ${made}\tbelow\n`
  const { git } = await import('./sample/git.ts')
  const sha = await git(['--git-dir', `${it.folder}/log.git`, 'mktree'], Buffer.from(entry))
  const module = (await tree(sha)).tree.find(({ path }) => path === 'module')
  expect(module).toEqual({ path: 'module', mode: '160000', type: 'commit', sha: head })
})

test('a tree with too many entries is cut short and says so', async () => {
  const cut = (await json('/repos/pequod/cut/git/trees/main?recursive=1')) as unknown as Listed
  expect([cut.tree.length, cut.truncated]).toEqual([3, true])
  expect((await tree('main?recursive=1')).truncated).toBe(false)
})

test('a blob is base64, or bytes to who asks for them', async () => {
  const sha = await it.git('rev-parse', 'main:docs/log.md')
  const blob = await json(`/repos/pequod/log/git/blobs/${sha}`)
  expect(blob).toMatchObject({ sha, size: LOG.length, encoding: 'base64' })
  expect(Buffer.from(String(blob['content']), 'base64').toString()).toBe(LOG)
  const accept = 'application/vnd.github.raw+json'
  const raw = await it.api(`/repos/pequod/log/git/blobs/${sha}`, undefined, { accept })
  expect(await raw.text()).toBe(LOG)
  expect((await it.api(`/repos/pequod/log/git/blobs/${'0'.repeat(40)}`)).status).toBe(404)
  expect((await it.api('/repos/pequod/log/git/blobs/main:README.md')).status).toBe(422)
})

test('contents are of a file at a ref', async () => {
  const accept = 'application/vnd.github.raw+json'
  const at = '/repos/pequod/log/contents/docs/log.md'
  expect(await (await it.api(at, undefined, { accept })).text()).toBe(LOG)
  const branch = await it.api(`${at}?ref=release%2F1.0`, undefined, { accept })
  expect(await branch.text()).toBe('On a branch.\n')
  expect(await json(at)).toMatchObject({ type: 'file', path: 'docs/log.md', name: 'log.md' })
  for (const missing of ['/repos/pequod/log/contents/nowhere.md', `${at}?ref=nowhere`])
    expect((await it.api(missing)).status).toBe(404)
})

test('refs are found by the beginning of their names', async () => {
  const refs = async (prefix: string) => {
    const all = await (await it.api(`/repos/pequod/log/git/matching-refs/${prefix}`)).json()
    return (all as { ref: string }[]).map(({ ref }) => ref)
  }
  expect(await refs('heads/rel')).toEqual(['refs/heads/release/1.0'])
  expect(await refs('heads/release/1')).toEqual(['refs/heads/release/1.0'])
  expect(await refs('heads/')).toEqual(['refs/heads/main', 'refs/heads/release/1.0'])
  expect(await refs('heads/*')).toEqual([])
  expect(await refs('tags/v')).toEqual(['refs/tags/v1.0'])
})

test('a renamed repository answers 301 to its number, and there is all that the name had', async () => {
  const path = `/repos/pequod/old-log/git/trees/${head}:docs%2Fdeep?recursive=1`
  const moved = await fetch(`${it.github.api}${path}`, { redirect: 'manual' })
  expect(moved.status).toBe(301)
  const to = `${it.github.api}/repositories/1/git/trees/${head}:docs%2Fdeep?recursive=1`
  expect(moved.headers.get('location')).toBe(to)
  expect(await moved.json()).toEqual({ message: 'Moved Permanently', url: to })
  const followed = await it.api(path)
  expect([followed.redirected, followed.status]).toEqual([true, 200])
  expect(await json('/repos/pequod/old-log')).toMatchObject({ full_name: 'Pequod/Log' })
})

test('what GitHub would not know is 404, and a stray percent sign 400', async () => {
  for (const path of [
    '/repos/pequod/nowhere',
    '/repos/pequod/log/',
    '/repos/pequod/log/nowhere',
    '/x',
    '/repositories/99',
  ])
    expect((await it.api(path)).status).toBe(404)
  expect((await it.api('/repos/pequod/%E0%A4%A')).status).toBe(400)
  const sent = await fetch(`${it.github.api}/repos/pequod/log`, { method: 'DELETE' })
  expect(sent.status).toBe(404)
})
