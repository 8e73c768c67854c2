import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { branch, commit, fork, headOf, MINE, open, propose, UP } from './proposing.ts'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
beforeEach(() => it.github.reset())
afterAll(() => it.close())

const get = async (path: string, as?: string) =>
  (await it.write(`GET /repos/${UP}/${path}`, undefined, as)).json
const patch = (number: number, body: object, as?: string) =>
  it.write(`PATCH /repos/${UP}/pulls/${number}`, body, as)
const errors = ({ json }: { json: { errors?: object[] } }) => json.errors
const OTHER = { 'docs/log.md': '# Log\n\nOtherwise.\n' }

describe('opening', () => {
  test('says what it is about and where it lies', async () => {
    await fork(it)
    const sha = await commit(it, { 'docs/log.md': 'Mended.\n' })
    await branch(it, 'gam/one', sha)
    const made = await open(it, 'gam/one', { body: 'Why', draft: true })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`${it.github.api}/repos/Pequod/Log/pulls/1`)
    expect(made.json).toMatchObject({
      number: 1,
      html_url: `${it.github.web}/Pequod/Log/pull/1`,
      title: 'Mend the log',
      body: 'Why',
      state: 'open',
      draft: true,
      merged: false,
      mergeable: null,
      maintainer_can_modify: true,
      user: { login: 'pip' },
      head: { label: 'pip:gam/one', ref: 'gam/one', sha, repo: { full_name: 'pip/Log' } },
      base: { ref: 'main', sha: await headOf(it), repo: { full_name: 'Pequod/Log' } },
      commits: 1,
      changed_files: 1,
    })
  })

  test('is refused the second time, also of two at once', async () => {
    await fork(it)
    await branch(it, 'gam/one', await commit(it, { 'a.md': 'a\n' }))
    const both = await Promise.all([open(it, 'gam/one'), open(it, 'gam/one')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
    expect(both.map(errors)).toContainEqual([
      {
        resource: 'PullRequest',
        code: 'custom',
        message: 'A pull request already exists for pip:gam/one.',
      },
    ])
    expect(it.github.pulls(UP)).toHaveLength(1)
  })

  test('is allowed again for the same branch once the first is closed', async () => {
    await propose(it)
    await it.github.closePull(UP, 1)
    expect((await open(it, 'gam/one')).json.number).toBe(2)
  })

  test('wants commits that the base does not have', async () => {
    await fork(it)
    await branch(it, 'gam/one', await headOf(it))
    const refused = await open(it, 'gam/one')
    expect(refused.status).toBe(422)
    expect(errors(refused)).toMatchObject([{ message: 'No commits between main and pip:gam/one' }])
  })

  test('wants a head and a base that are there', async () => {
    await fork(it)
    await branch(it, 'gam/one', await commit(it, { 'a.md': 'a\n' }))
    const invalid = (field: string) => [{ resource: 'PullRequest', field, code: 'invalid' }]
    expect(errors(await open(it, 'gam/two'))).toEqual(invalid('head'))
    expect(errors(await open(it, 'x', { head: 'nobody:gam/one' }))).toEqual(invalid('head'))
    expect(errors(await open(it, 'gam/one', { base: 'nowhere' }))).toEqual(invalid('base'))
    expect(errors(await open(it, 'gam/one', { title: '' }))).toMatchObject([
      { field: 'title', code: 'missing_field' },
    ])
  })

  test('may be refused because maintainers cannot be let in', async () => {
    it.github.refuseForkCollab(true)
    await fork(it)
    await branch(it, 'gam/one', await commit(it, { 'a.md': 'a\n' }))
    const refused = await open(it, 'gam/one', { maintainer_can_modify: true })
    expect(errors(refused)).toMatchObject([
      {
        field: 'fork_collab',
        message: "fork_collab Fork collab can't be granted by someone without permission",
      },
    ])
    const made = await open(it, 'gam/one', { maintainer_can_modify: false })
    expect([made.status, made.json.maintainer_can_modify]).toEqual([201, false])
  })

  test('may be for collaborators alone, or for nobody', async () => {
    await propose(it, 'gam/one')
    await branch(it, 'gam/two', await commit(it, OTHER))
    it.github.change(UP, { pullRequestCreationPolicy: 'collaborators_only' })
    expect((await open(it, 'gam/two')).status).toBe(403)
    it.github.change(UP, { pullRequestCreationPolicy: 'all' })
    it.github.archive(UP)
    const refused = await open(it, 'gam/two')
    expect([refused.status, refused.json.message]).toEqual([
      403,
      'Repository was archived so is read-only.',
    ])
    expect((await patch(1, { title: 'x' })).status).toBe(403)
  })
})

describe('an open one', () => {
  test('follows its branch, and is closed with it', async () => {
    const number = await propose(it)
    const first = (await get(`pulls/${number}`)).head.sha
    const sha = await commit(it, { 'docs/log.md': 'Mended again.\n' }, first)
    await it.write(`PATCH ${MINE}/git/refs/heads/gam/one`, { sha })
    expect(await get(`pulls/${number}`)).toMatchObject({ head: { sha }, commits: 2 })
    expect(await get(`pulls/${number}/commits`)).toMatchObject([{ sha: first }, { sha }])
    await it.write(`DELETE ${MINE}/git/refs/heads/gam/one`)
    expect(await get(`pulls/${number}`)).toMatchObject({ state: 'closed', head: { sha } })
  })

  test('is mergeable: not yet, then yes; after upstream changed the same lines: not yet, then no', async () => {
    const number = await propose(it)
    const state = async () => {
      const { mergeable, mergeable_state } = await get(`pulls/${number}`)
      return [mergeable, mergeable_state]
    }
    expect([await state(), await state()]).toEqual([
      [null, 'unknown'],
      [true, 'clean'],
    ])
    await it.github.commit(UP, { files: { 'far.md': 'far\n' } })
    expect([await state(), await state()]).toEqual([
      [null, 'unknown'],
      [true, 'clean'],
    ])
    it.github.change(UP, { requiresUpToDate: true })
    expect(await state()).toEqual([true, 'behind'])
    await it.github.commit(UP, { files: OTHER })
    expect([await state(), await state()]).toEqual([
      [null, 'unknown'],
      [false, 'dirty'],
    ])
  })

  test('stays where the fork that it came from is deleted', async () => {
    const number = await propose(it)
    it.github.remove('pip/log')
    expect(await get(`pulls/${number}`)).toMatchObject({ state: 'open', head: { repo: null } })
    expect((await it.api(MINE)).status).toBe(404)
    // A new fork is another one, without the branch.
    expect(await fork(it)).toBe('pip/Log')
    expect(Object.keys(await it.github.refs('pip/log'))).not.toContain('refs/heads/gam/one')
  })

  test('gets a new title, body and state from its author or who may push', async () => {
    const number = await propose(it)
    expect((await patch(number, { title: 'x' }, 'ghp_queequeg')).status).toBe(403)
    expect((await patch(number, { title: 'New', body: 'B' })).json).toMatchObject({
      title: 'New',
      body: 'B',
    })
    expect((await patch(number, { state: 'closed' }, 'ghp_ahab')).json.state).toBe('closed')
    expect((await patch(number, { state: 'open' })).json).toMatchObject({
      state: 'open',
      closed_at: null,
    })
  })

  test('is not opened again where its branch is gone or another took its place', async () => {
    const number = await propose(it)
    await patch(number, { state: 'closed' })
    await open(it, 'gam/one')
    expect((await patch(number, { state: 'open' })).status).toBe(422)
    await it.write(`DELETE ${MINE}/git/refs/heads/gam/one`)
    expect((await patch(number, { state: 'open' })).status).toBe(422)
  })

  test('says its files as Git’s diff does', async () => {
    const number = await propose(it, 'gam/one', {
      'docs/log.md': '# Log\n\nMended.\n',
      'new ä.md': 'new\n',
    })
    const files = await get(`pulls/${number}/files`)
    expect(files).toMatchObject([
      {
        filename: 'docs/log.md',
        status: 'modified',
        additions: 1,
        deletions: 1,
        patch: '@@ -1,3 +1,3 @@\n # Log\n \n-Call me Ishmael.\n+Mended.',
      },
      { filename: 'new ä.md', status: 'added', additions: 1, deletions: 0 },
    ])
    expect(await it.github.filesOf(UP, number)).toEqual(files)
    expect(await it.github.diffOf(UP, number)).toContain('+Mended.')
  })

  test('is talked about', async () => {
    const number = await propose(it)
    it.github.comment(UP, number, 'ahab', 'Thank you')
    it.github.review(UP, number, 'ahab', 'CHANGES_REQUESTED', 'Not yet')
    it.github.commentOnLine(UP, number, 'ahab', { path: 'docs/log.md', line: 3, body: 'Here' })
    expect(await get(`issues/${number}/comments`)).toMatchObject([
      { user: { login: 'ahab' }, body: 'Thank you' },
    ])
    expect(await get(`pulls/${number}/reviews`)).toMatchObject([
      { state: 'CHANGES_REQUESTED', body: 'Not yet' },
    ])
    expect(await get(`pulls/${number}/comments`)).toMatchObject([{ path: 'docs/log.md', line: 3 }])
    expect(await get(`pulls/${number}`)).toMatchObject({ comments: 1, review_comments: 1 })
  })

  test('has checks, by its commit in the upstream repository', async () => {
    const number = await propose(it)
    const { head } = await get(`pulls/${number}`)
    expect(await get(`commits/${head.sha}/status`)).toMatchObject({
      state: 'pending',
      statuses: [],
    })
    it.github.setCheck(head.sha, { name: 'links', conclusion: 'failure' })
    it.github.setCheck(head.sha, { name: 'dco', isStatus: true, conclusion: 'success' })
    expect(await get(`commits/${head.sha}/check-runs`)).toMatchObject({
      total_count: 1,
      check_runs: [{ name: 'links', status: 'completed', conclusion: 'failure' }],
    })
    expect(await get(`commits/${head.sha}/status`)).toMatchObject({ state: 'success' })
    await get(`pulls/${number}`)
    expect((await get(`pulls/${number}`)).mergeable_state).toBe('unstable')
  })

  test('costs nothing to ask for again', async () => {
    const number = await propose(it)
    const ask = (tag = '') =>
      it.api(`/repos/${UP}/pulls/${number}`, 'ghp_pip', { 'if-none-match': tag })
    await ask()
    const first = await ask()
    const again = await ask(first.headers.get('etag') ?? '')
    expect(again.status).toBe(304)
    expect(it.github.requests.at(-1)).toMatchObject({ cost: 0 })
    it.github.comment(UP, number, 'ahab', 'Thank you')
    expect((await ask(first.headers.get('etag') ?? '')).status).toBe(200)
  })
})

describe('merging', () => {
  test('brings the change to the base, and says so', async () => {
    const number = await propose(it)
    const sha = await it.github.merge(UP, number, { by: 'ahab' })
    expect(await it.github.fileAt(UP, 'main', 'docs/log.md')).toContain('Mended.')
    expect(await get(`pulls/${number}`)).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'ahab' },
      merge_commit_sha: sha,
      merged_at: expect.stringMatching(/Z$/),
      changed_files: 1,
    })
    expect((await it.api(`/repos/${UP}/commits/main`)).status).toBe(200)
    expect((await get('commits/main')).parents).toHaveLength(2)
  })

  test('through the API is for who may push, and checks the head', async () => {
    const number = await propose(it)
    const merge = (body: object, as?: string) =>
      it.write(`PUT /repos/${UP}/pulls/${number}/merge`, body, as)
    expect((await merge({})).status).toBe(404)
    expect((await merge({ sha: await headOf(it) }, 'ghp_ahab')).status).toBe(409)
    const merged = await merge({ merge_method: 'squash' }, 'ghp_ahab')
    expect(merged.json).toMatchObject({ merged: true })
    expect((await get('commits/main')).parents).toHaveLength(1)
    expect((await merge({}, 'ghp_ahab')).status).toBe(405)
  })

  test('is refused where the two are at odds', async () => {
    const number = await propose(it)
    await it.github.commit(UP, { files: OTHER })
    await expect(it.github.merge(UP, number)).rejects.toThrow('conflicts with main')
    const refused = await it.write(`PUT /repos/${UP}/pulls/${number}/merge`, {}, 'ghp_ahab')
    expect(refused.status).toBe(405)
  })

  test('of the base into the head is 422 for all that stands against it', async () => {
    const number = await propose(it)
    const update = (body: object = {}) =>
      it.write(`PUT /repos/${UP}/pulls/${number}/update-branch`, body)
    expect((await update()).status).toBe(422)
    await it.github.commit(UP, { files: { 'far.md': 'far\n' } })
    expect((await update({ expected_head_sha: await headOf(it) })).status).toBe(422)
    expect((await update()).status).toBe(202)
    expect(await it.github.fileAt('pip/log', 'gam/one', 'far.md')).toBe('far\n')
    expect((await get(`pulls/${number}`)).commits).toBe(2)
  })
})

test('a list is by head, state and base, newest first, in pages', async () => {
  await propose(it, 'gam/one')
  await branch(it, 'gam/two', await commit(it, OTHER))
  await open(it, 'gam/two')
  await it.github.closePull(UP, 1)
  const numbers = async (query: string) =>
    (await get(`pulls?${query}`)).map((pull: { number: number }) => pull.number)
  expect(await numbers('')).toEqual([2])
  expect(await numbers('state=all')).toEqual([2, 1])
  expect(await numbers('state=all&head=PIP:gam/one')).toEqual([1])
  expect(await numbers('head=pip:gam/one')).toEqual([])
  expect(await numbers('state=all&base=release/1.0')).toEqual([])
  const page = await it.write(`GET /repos/${UP}/pulls?state=all&per_page=1`)
  expect(page.json).toHaveLength(1)
  const next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
  expect(await (await fetch(next ?? '')).json()).toMatchObject([{ number: 1 }])
})

test('upstream’s people move and remove files', async () => {
  await it.github.commit(UP, {
    moves: { 'docs/log.md': 'docs/diary.md' },
    files: { 'README.md': null },
  })
  expect(await it.github.fileAt(UP, 'main', 'docs/log.md')).toBeUndefined()
  expect(await it.github.fileAt(UP, 'main', 'docs/diary.md')).toContain('Ishmael')
  expect((await it.raw('/pequod/log/main/README.md')).status).toBe(404)
  // What is served was never written to.
  expect(await it.git('ls-tree', '--name-only', 'main', 'README.md')).toBe('README.md')
})
