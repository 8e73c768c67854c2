import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { branch, commit, fork, headOf, MINE } from './proposing.ts'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(async () => {
  it.github.reset()
  await fork(it)
})
afterAll(() => it.close())

const UNKNOWN = 'f'.repeat(40)
const blob = async (body: object) => (await it.write(`POST ${MINE}/git/blobs`, body)).json.sha
const tree = async (entries: object[], base?: string) =>
  it.write(`POST ${MINE}/git/trees`, {
    base_tree: base ?? (await headOf(it)),
    tree: entries,
  })
const paths = async (sha: string): Promise<string[]> => {
  const answer = await it.api(`${MINE}/git/trees/${sha}?recursive=1`)
  return ((await answer.json()) as { tree: { path: string }[] }).tree.map(({ path }) => path)
}
const file = (path: string, more: object) => ({ path, mode: '100644', type: 'blob', ...more })

describe('blobs', () => {
  test('are text or base64, with Git’s own SHA', async () => {
    // As `printf 'a\n' | git hash-object --stdin` says.
    const sha = '78981922613b2afb6025042ff6bd878ac1994e85'
    expect(await blob({ content: 'a\n' })).toBe(sha)
    expect(await blob({ content: 'YQo=', encoding: 'base64' })).toBe(sha)
    const read = await it.api(`${MINE}/git/blobs/${sha}`, undefined, { accept: 'raw' })
    expect(await read.text()).toBe('a\n')
  })
  test('are refused where there is no content', async () => {
    expect((await it.write(`POST ${MINE}/git/blobs`, {})).status).toBe(422)
  })
})

describe('trees', () => {
  test('put, replace and remove files over a base', async () => {
    const sha = await blob({ content: 'picture' })
    const made = await tree([
      file('new/a.md', { content: 'ä\n' }),
      file('b.png', { sha }),
      file('docs/log.md', { sha: null }),
      file('docs/deep', { content: 'no folder any more' }),
    ])
    expect(made.status).toBe(201)
    const all = await paths(made.json.sha)
    expect(all).toEqual(expect.arrayContaining(['new/a.md', 'b.png', 'README.md', 'docs/deep']))
    expect(all).not.toContain('docs/log.md')
    expect(all).not.toContain('docs/deep/a b.md')
  })
  test('without a base hold what is sent and nothing else', async () => {
    const made = await it.write(`POST ${MINE}/git/trees`, { tree: [file('a.md', { content: '' })] })
    expect(await paths(made.json.sha)).toEqual(['a.md'])
  })
  test('are refused where they name what is not there', async () => {
    expect((await tree([file('a', { content: '' })], UNKNOWN)).status).toBe(404)
    const refused = await tree([file('a', { sha: UNKNOWN })])
    expect([refused.status, refused.json.message]).toEqual([
      422,
      `tree.sha ${UNKNOWN} is not a valid blob`,
    ])
    expect((await tree([file('nowhere.md', { sha: null })])).status).toBe(422)
    for (const path of ['../a', '/a', '.git/config', 'a//b'])
      expect((await tree([file(path, { content: '' })])).status).toBe(422)
  })
})

describe('commits', () => {
  test('have the SHA that Git gives them, the same each time', async () => {
    const first = await commit(it, { 'a.md': 'a\n' })
    expect(await commit(it, { 'a.md': 'a\n' })).toBe(first)
    const read = await it.write(`GET ${MINE}/git/commits/${first}`)
    expect(read.json).toMatchObject({
      sha: first,
      message: 'Mend the log',
      author: { name: 'Pip', email: 'pip@example.com', date: '2017-07-01T00:00:00Z' },
      parents: [{ sha: await headOf(it) }],
    })
    const who = 'Pip <pip@example.com> 1498867200 +0000'
    const text = `tree ${read.json.tree.sha}\nparent ${await headOf(it)}\nauthor ${who}\ncommitter ${who}\n\nMend the log`
    const hash = createHash('sha1').update(`commit ${text.length}\0${text}`)
    expect(first).toBe(hash.digest('hex'))
  })
  test('differ where they are to', async () => {
    it.github.repeatedCommitsDiffer(true)
    const shas = [1, 2, 3].map(() => commit(it, { 'a.md': 'a\n' }))
    expect(new Set(await Promise.all(shas)).size).toBe(3)
  })
  test('are by the token’s user, whose address may be private', async () => {
    await it.write('POST /repos/pequod/log/forks', {}, 'ghp_queequeg')
    const author = async (name: string, as: string) => {
      const body = {
        message: 'm',
        tree: (await tree([file('a', { content: 'a' })])).json.sha,
        parents: [await headOf(it)],
      }
      const made = await it.write(`POST /repos/${name}/git/commits`, body, as)
      return made.json.author
    }
    expect(await author('pip/log', 'ghp_pip')).toMatchObject({
      name: 'Pip',
      email: 'pip@example.com',
    })
    expect(await author('queequeg/log', 'ghp_queequeg')).toMatchObject({
      name: 'queequeg',
      email: '3+queequeg@users.noreply.github.com',
    })
  })
  test('want a tree and parents that are there', async () => {
    const post = (body: object) => it.write(`POST ${MINE}/git/commits`, body)
    const head = await headOf(it)
    const { sha } = (await tree([file('a', { content: 'a' })])).json
    expect((await post({ message: 'm', tree: UNKNOWN, parents: [head] })).status).toBe(422)
    expect((await post({ message: 'm', tree: sha, parents: [UNKNOWN] })).status).toBe(422)
    expect((await post({ message: 'm', tree: sha, parents: [sha] })).status).toBe(422)
    expect((await post({ tree: sha, parents: [head] })).status).toBe(422)
  })
})

describe('refs', () => {
  const patch = (name: string, body: object) =>
    it.write(`PATCH ${MINE}/git/refs/heads/${name}`, body)
  const remove = (name: string) => it.write(`DELETE ${MINE}/git/refs/heads/${name}`)
  const message = ({ status, json }: { status: number; json: { message: string } }) => [
    status,
    json.message,
  ]

  test('are made once', async () => {
    const head = await headOf(it)
    const made = await branch(it, 'gam/one', head)
    expect([made.status, made.json.ref]).toEqual([201, 'refs/heads/gam/one'])
    expect(message(await branch(it, 'gam/one', head))).toEqual([422, 'Reference already exists'])
    expect((await it.api(`${MINE}/git/ref/heads/gam/one`)).status).toBe(200)
    expect((await it.api(`${MINE}/git/ref/heads/gam`)).status).toBe(404)
    const matching = await (await it.api(`${MINE}/git/matching-refs/heads/gam/`)).json()
    expect(matching).toMatchObject([{ ref: 'refs/heads/gam/one', object: { sha: head } }])
    expect(await it.git('for-each-ref', 'refs/heads/gam')).toBe('')
  })
  test('of two at once, one is made', async () => {
    const head = await headOf(it)
    const both = await Promise.all([branch(it, 'x', head), branch(it, 'x', head)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
  })
  test('name a commit that is there, and have a name that may be', async () => {
    expect(message(await branch(it, 'x', UNKNOWN))).toEqual([422, 'Object does not exist'])
    const head = await headOf(it)
    for (const name of ['a b', 'a..b', 'a.lock', 'a/'])
      expect((await branch(it, name, head)).status).toBe(422)
    await branch(it, 'gam/one', head)
    expect((await branch(it, 'gam', head)).status).toBe(422)
  })
  test('move forward alone, but by force', async () => {
    const one = await commit(it, { 'a.md': 'a\n' })
    const two = await commit(it, { 'a.md': 'b\n' })
    await branch(it, 'x', one)
    expect(message(await patch('x', { sha: two }))).toEqual([422, 'Update is not a fast forward'])
    expect((await patch('x', { sha: await commit(it, { 'a.md': 'c\n' }, one) })).status).toBe(200)
    expect((await patch('x', { sha: two, force: true })).status).toBe(200)
    expect(await headOf(it, 'pip/log', 'x')).toBe(two)
    expect(message(await patch('y', { sha: two }))).toEqual([422, 'Reference does not exist'])
  })
  test('are deleted once', async () => {
    await branch(it, 'x', await headOf(it))
    expect((await remove('x')).status).toBe(204)
    expect(message(await remove('x'))).toEqual([422, 'Reference does not exist'])
  })
  test('may be kept by a rule', async () => {
    it.github.protect('pip/log', /^refs\/heads\/gam\//, 409)
    const refused = await branch(it, 'gam/x', await headOf(it))
    expect(refused.status).toBe(409)
    expect(refused.json.message).toContain('Repository rule violations found')
    expect((await branch(it, 'x', await headOf(it))).status).toBe(201)
  })
})

test('an empty repository takes no objects', async () => {
  await it.write('POST /repos/pequod/empty/forks', {})
  for (const [noun, body] of [
    ['blobs', { content: 'a' }],
    ['trees', { tree: [file('a', { content: 'a' })] }],
    ['refs', { ref: 'refs/heads/x', sha: UNKNOWN }],
  ] as const) {
    const refused = await it.write(`POST /repos/pip/empty/git/${noun}`, body)
    expect([refused.status, refused.json.message]).toEqual([409, 'Git Repository is empty.'])
  }
})

test('who may push writes upstream itself, through its former name too', async () => {
  const sha = await headOf(it)
  const made = await it.write(
    'POST /repos/pequod/old-log/git/refs',
    { ref: 'refs/heads/x', sha },
    'ghp_ahab',
  )
  expect(made.status).toBe(201)
  expect(await headOf(it, 'pequod/log', 'x')).toBe(sha)
  const moved = await fetch(`${it.github.api}/repos/pequod/old-log/git/refs`, {
    method: 'POST',
    redirect: 'manual',
    body: '{}',
  })
  expect([moved.status, moved.headers.get('location')]).toEqual([
    307,
    `${it.github.api}/repositories/1/git/refs`,
  ])
})

test('what is no JSON is 400, and a write costs one request', async () => {
  const before = await it.api('/user', 'ghp_pip')
  const answer = await fetch(`${it.github.api}${MINE}/git/blobs`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_pip' },
    body: '{',
  })
  expect(answer.status).toBe(400)
  const left = (one: Response) => Number(one.headers.get('x-ratelimit-remaining'))
  expect(left(before) - left(answer)).toBe(1)
})
