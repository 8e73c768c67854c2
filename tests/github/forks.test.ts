import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { branch, commit, fork, headOf, MINE } from './proposing.ts'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const post = (body: object = {}, as?: string) => it.write('POST /repos/pequod/log/forks', body, as)
const status = async (path: string) => (await it.api(path, 'ghp_pip')).status

test('a fork is a repository of one’s own with all that upstream has', async () => {
  const made = await post()
  expect(made.status).toBe(202)
  expect(made.json).toMatchObject({
    full_name: 'pip/Log',
    fork: true,
    default_branch: 'main',
    parent: { full_name: 'Pequod/Log' },
    source: { full_name: 'Pequod/Log' },
    permissions: { admin: true, push: true },
  })
  const [mine, theirs] = [await it.github.refs('pip/log'), await it.github.refs('pequod/log')]
  expect(mine).toEqual(theirs)
  expect(await (await it.raw('/pip/log/main/docs/log.md')).text()).toContain('Ishmael')
  expect((await it.raw('/pip/log/v1.0/docs/log.md')).status).toBe(200)
})

test('only the default branch, where that is asked for', async () => {
  await post({ default_branch_only: true })
  expect(Object.keys(await it.github.refs('pip/log'))).toEqual(['refs/heads/main'])
})

test('an account has one fork of a network, whatever it is called', async () => {
  await post()
  it.github.rename('pip/log', 'pip/diary')
  const again = await post()
  expect([again.status, again.json.full_name]).toEqual([202, 'pip/diary'])
  // A fork of somebody else’s fork is of the same network.
  await post({}, 'ghp_queequeg')
  const other = await it.write('POST /repos/queequeg/log/forks', {})
  expect(other.json.full_name).toBe('pip/diary')
  expect(it.github.repositoriesOf('pip')).toEqual(['pip/diary'])
})

test('a name that is taken by another repository gets -1', async () => {
  const gitDir = `${it.folder}/secret.git`
  const own = await startTestGitHub({
    repositories: [
      { name: 'pequod/log', gitDir },
      { name: 'pip/log', gitDir },
    ],
  })
  expect((await own.write('POST /repos/pequod/log/forks', {})).json.full_name).toBe('pip/log-1')
  expect((await (await own.api('/repos/pip/log')).json()).fork).toBe(false)
  await own.close()
})

test('a fork of a fork says whose it is and where all comes from', async () => {
  await post()
  const made = await it.write('POST /repos/pip/log/forks', {}, 'ghp_queequeg')
  expect(made.json).toMatchObject({
    parent: { full_name: 'pip/Log' },
    source: { full_name: 'Pequod/Log' },
  })
})

test('no fork of one’s own, of what is archived, nor where that is switched off', async () => {
  await post()
  expect((await it.write('POST /repos/pip/log/forks', {})).status).toBe(422)
  it.github.reset()
  it.github.change('pequod/log', { allowForking: false })
  expect((await post()).status).toBe(403)
  it.github.reset()
  it.github.archive('pequod/log')
  expect((await post()).status).toBe(403)
  expect((await (await it.api('/repos/pequod/log')).json()).archived).toBe(true)
})

test('a new fork comes in three steps: its page, what it holds, and what it takes', async () => {
  it.github.setLags({ forkAppears: 2, forkReads: 1, forkWrites: 1 })
  await fork(it)
  const ref = `${MINE}/git/ref/heads/main`
  expect([await status(MINE), await status(ref)]).toEqual([404, 404])
  expect([await status(MINE), await status(ref), await status(ref)]).toEqual([200, 404, 200])
  const head = await headOf(it)
  expect((await branch(it, 'x', head)).status).toBe(404)
  expect(await status(ref)).toBe(200)
  expect((await branch(it, 'x', head)).status).toBe(201)
})

test('a fork may refuse its first writes with 409', async () => {
  it.github.setLags({ forkWrites: 1, forkWriteStatus: 409 })
  await fork(it)
  expect((await branch(it, 'x', await headOf(it))).status).toBe(409)
  expect((await branch(it, 'x', await headOf(it))).status).toBe(201)
})

test('an upstream commit of today comes to an older fork late', async () => {
  await fork(it)
  it.github.setLags({ newObjects: 3 })
  const sha = await it.github.commit('pequod/log', { files: { 'new.md': 'new\n' } })
  expect((await it.api(`/repos/pequod/log/git/commits/${sha}`)).status).toBe(200)
  const refused = await branch(it, 'x', sha)
  expect([refused.status, refused.json.message]).toEqual([422, 'Object does not exist'])
  expect(await status(`${MINE}/git/commits/${sha}`)).toBe(404)
  expect(
    (
      await it.write(`POST ${MINE}/git/trees`, {
        base_tree: sha,
        tree: [{ path: 'a', mode: '100644', content: 'a' }],
      })
    ).status,
  ).toBe(422)
  expect((await branch(it, 'x', sha)).status).toBe(201)
})

test('an old fork stands behind and is brought up to date', async () => {
  const name = await it.github.fork('pequod/log', 'pip', { behind: 1, name: 'pip/Log' })
  const merge = () => it.write(`POST /repos/${name}/merge-upstream`, { branch: 'main' })
  expect(await headOf(it, name)).not.toBe(await headOf(it))
  const merged = await merge()
  expect(merged.json).toMatchObject({ merge_type: 'fast-forward', base_branch: 'Pequod:main' })
  expect(await headOf(it, name)).toBe(await headOf(it))
  expect((await merge()).json.merge_type).toBe('none')
})

test('a fork that went its own way is merged, or is at odds', async () => {
  await fork(it)
  const merge = () => it.write(`POST ${MINE}/merge-upstream`, { branch: 'main' })
  await it.github.commit('pip/log', { files: { 'mine.md': 'mine\n', 'both.md': 'one\n' } })
  await it.github.commit('pequod/log', { files: { 'theirs.md': 'theirs\n' } })
  expect((await merge()).json.merge_type).toBe('merge')
  expect(await it.github.fileAt('pip/log', 'main', 'mine.md')).toBe('mine\n')
  expect(await it.github.fileAt('pip/log', 'main', 'theirs.md')).toBe('theirs\n')
  await it.github.commit('pequod/log', { files: { 'both.md': 'two\n' } })
  expect((await merge()).status).toBe(409)
})

test('upstream’s new workflows need a scope of their own', async () => {
  await it.github.fork('pequod/log', 'pip', { name: 'pip/Log' })
  const old = await headOf(it)
  const sha = await it.github.commit('pequod/log', { files: { '.github/workflows/a.yml': 'a' } })
  const refused = await it.write(`POST ${MINE}/merge-upstream`, { branch: 'main' })
  expect(refused.status).toBe(422)
  expect(refused.json.message).toContain(
    'workflow `.github/workflows/a.yml` without `workflow` scope',
  )
  expect((await branch(it, 'x', sha)).status).toBe(404)
  expect((await branch(it, 'x', await commit(it, { 'b.md': 'b' }, sha))).status).toBe(404)
  expect((await branch(it, 'x', await commit(it, { 'b.md': 'b' }, old))).status).toBe(201)
  const ref = { ref: 'refs/heads/y', sha }
  expect((await it.write(`POST ${MINE}/git/refs`, ref, 'ghp_pip')).status).toBe(201)
})

test('after a reset there are no forks, and no refs that were written; objects that nothing names remain', async () => {
  await fork(it)
  const sha = await commit(it, { 'a.md': 'only here\n' })
  expect((await branch(it, 'x', sha)).status).toBe(201)
  it.github.reset()
  expect((await it.api('/repos/pip/log')).status).toBe(404)
  await fork(it)
  expect(Object.keys(await it.github.refs('pip/log'))).not.toContain('refs/heads/x')
  expect((await branch(it, 'x', sha)).status).toBe(201)
})
