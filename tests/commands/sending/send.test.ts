import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compareFiles } from '../../../src/commands/sending/compare-files.ts'
import { shaOf } from '../../../src/commands/sending/make-commit.ts'
import { findPull } from '../../../src/commands/sending/open-pull.ts'
import { send, type Sending } from '../../../src/commands/sending/send.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { createWriter, type Writer } from '../../../src/github/writer.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { fetchAsBrowser } from './browser-fetch.ts'
import { AFTER, openWharf, PATH, UNRELATED, UPSTREAM, type Wharf } from './wharf.ts'

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())
beforeEach(() => wharf.github.reset())

interface Options {
  readonly token?: string
  readonly during?: (journal: Journal) => void
  readonly clock?: number
}

/** Sends once, as far as that goes; a pause takes no time but is counted. */
async function run(journal: Journal, options: Options = {}) {
  const sending = world(options)
  const sent = await send(journal, sending)
  return { sent, waited: sending.now() }
}

function world({ token = 'ghp_adaPublic', during, clock = 0 }: Options = {}): Sending {
  let now = clock
  return {
    write: createWriter({ hosts: { api: wharf.github.api }, token, fetch: fetchAsBrowser }),
    save: async (next) => {
      during?.(next)
      return true
    },
    picture: wharf.picture,
    now: () => now,
    sleep: async (ms) => void (now += ms),
    signal: new AbortController().signal,
  }
}

const calls = () => wharf.github.requests.map(({ method, path }) => `${method} ${path}`)

/** The first parent of a commit. */
async function before(commit: Sha): Promise<Sha> {
  const at = `${wharf.github.api}/repos/${UPSTREAM}/git/commits/${commit}`
  const { parents } = (await (await fetch(at)).json()) as { parents: { sha: Sha }[] }
  return parents[0]?.sha ?? commit
}

const sentPaths = async () =>
  (await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)

/** A member makes something in the repository. */
async function post(what: 'trees' | 'commits', body: object): Promise<Sha> {
  const write = createWriter({
    hosts: { api: wharf.github.api },
    token: 'ghp_beaWhole',
    fetch: fetchAsBrowser,
  })
  const names = { owner: 'gam-wharf', repo: 'notes' }
  const reply = await write(`POST /repos/{owner}/{repo}/git/${what}`, { ...names, ...body })
  return shaOf(reply) as Sha
}

/** A member makes the file, or another with its bytes, another kind of entry. */
async function makeKind(mode: string, path = PATH): Promise<void> {
  const [file] = wharf.journal('ada').letter.files
  const sha = file && 'before' in file ? file.before : undefined
  const tree = await post('trees', {
    base_tree: wharf.parent,
    tree: [{ path, mode, type: 'blob', sha }],
  })
  const commit = await post('commits', { message: mode, tree, parents: [wharf.parent] })
  wharf.github.setBranch(UPSTREAM, 'main', commit)
}

test.for([false, true])(
  'a file that was made executable stays so; begun with an old version: %s',
  async (isParentUnsure) => {
    await wharf.github.fork(UPSTREAM, 'ada')
    await makeKind('100755')
    await run({ ...wharf.journal('ada'), isParentUnsure })
    expect(await sentPaths()).toEqual([PATH])
    expect(await wharf.github.diffOf(UPSTREAM, 1)).not.toMatch(/^(?:old|new) mode/m)
  },
)

test.for([false, true])(
  'a link in place of the file is not replaced; begun with an old version: %s',
  async (isParentUnsure) => {
    await wharf.github.fork(UPSTREAM, 'ada')
    await makeKind('120000')
    const { sent } = await run({ ...wharf.journal('ada'), isParentUnsure })
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'no-text', said: PATH })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  },
)

const newFile = (path: string) => ({ files: [{ path, mode: '100644', text: 'Mine.\n' }] }) as const

describe('a new file', () => {
  beforeEach(() => wharf.github.fork(UPSTREAM, 'ada'))

  test('is not sent over one that is there, though the branch stands where the edit began', async () => {
    const { sent } = await run(wharf.journal('ada', newFile('README.md')))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'changed', said: 'README.md' })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })

  test.for([
    ['notes', 'notes'],
    ['notes/rope.md/2026.md', 'notes/rope.md'],
    ['notes/rope.md/old/2026.md', 'notes/rope.md'],
  ])('%s takes no other entry’s place', async ([path = '', said]) => {
    const { sent } = await run(wharf.journal('ada', newFile(path)))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'no-text', said })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })

  test('does not make a folder of a link', async () => {
    await makeKind('120000', 'latest')
    const { sent } = await run(wharf.journal('ada', newFile('latest/2026.md')))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'no-text', said: 'latest' })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })

  test('makes the folders that it needs', async () => {
    await run(wharf.journal('ada', newFile('notes/2026/autumn/recap.md')))
    expect(await sentPaths()).toEqual(['notes/2026/autumn/recap.md'])
  })

  test('beside others takes nine requests, also where the base has gone on meanwhile', async () => {
    await wharf.github.commit(UPSTREAM, { files: { 'README.md': 'Another.\n' } })
    wharf.github.clear()
    await run(wharf.journal('ada', newFile('notes/recap.md')))
    expect(await sentPaths()).toEqual(['notes/recap.md'])
    expect(calls().length).toBeLessThanOrEqual(9)
  })
})

test('what was taken out of the base’s history does not come back', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  const leaked = (await wharf.github.commit(UPSTREAM, { files: { 'secret.txt': 'S\n' } })) as Sha
  wharf.github.setBranch(UPSTREAM, 'main', wharf.parent)
  const parent = await wharf.github.commit(UPSTREAM, { files: { 'notes/rope.md': 'After.\n' } })
  const { sent } = await run({ ...wharf.journal('ada'), parent: leaked })
  expect(sent.parent).toBe(parent)
  expect(await sentPaths()).toEqual([PATH])
})

test('a picture is not sent over another of its name, not even where the edit stands on that', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  const path = 'notes/images/tide.png'
  const parent = (await wharf.github.commit(UPSTREAM, { files: { [path]: 'theirs' } })) as Sha
  const { sent } = await run({ ...wharf.journal('ada', { withPicture: true }), parent })
  expect(sent.trouble).toEqual({ kind: 'refused', reason: 'changed', said: path })
})

test('where the base has gone on meanwhile, nine requests are enough too', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  await wharf.github.commit(UPSTREAM, { files: { 'notes/rope.md': 'Another rope.\n' } })
  wharf.github.clear()
  const { sent } = await run(wharf.journal('ada'))
  expect(pullOf(sent)?.number).toBe(1)
  expect(wharf.github.requests.length).toBeLessThanOrEqual(9)
})

test('a branch that has another name by now is followed', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  await wharf.github.renameBranch(UPSTREAM, 'main', 'trunk')
  const { sent } = await run({ ...wharf.journal('ada'), base: 'main' })
  expect(sent).toMatchObject({ base: 'trunk', unchanged: true })
  expect(wharf.github.pulls(UPSTREAM)[0]?.base).toBe('trunk')
})

test('in a folder that GitHub does not list whole, the path itself is asked for', async () => {
  const path = 'notes/rope.md'
  const files = [{ path, mode: '100644', text: 'Mine.\n' }] as const
  const write: Writer = async (route) => {
    if (route.endsWith('trees/{tree_sha}'))
      return { kind: 'done', json: { tree: [], truncated: true }, headers: {} }
    return { kind: 'done', json: { type: 'file', sha: wharf.parent }, headers: {} }
  }
  expect(await compareFiles(write, UPSTREAM, wharf.parent, files, 0)).toMatchObject({
    changed: [path],
  })
})

test('there a folder in place of the file is known by its contents, which are a list', async () => {
  const files = [{ path: 'notes/rope.md', mode: '100644', text: 'Mine.\n' }] as const
  const write: Writer = async (route) => {
    const json = route.endsWith('trees/{tree_sha}') ? { tree: [], truncated: true } : []
    return { kind: 'done', json, headers: {} }
  }
  const refused = { kind: 'refused', reason: 'no-text', said: 'notes/rope.md' }
  expect(await compareFiles(write, UPSTREAM, wharf.parent, files, 0)).toEqual(refused)
})

test('from an existing fork to a pull request in at most nine requests, one after the other', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  wharf.github.clear()
  const { sent } = await run(wharf.journal('ada'))
  expect(pullOf(sent)).toEqual({ number: 1, url: `${wharf.github.web}/${UPSTREAM}/pull/1` })
  expect(wharf.github.requests.length).toBeLessThanOrEqual(9)
  const [pull] = wharf.github.pulls(UPSTREAM)
  expect(pull).toMatchObject({ draft: false, maintainerCanModify: true, base: 'main', user: 'ada' })
  expect(await wharf.github.diffOf(UPSTREAM, 1)).toContain(
    '-High water at six.\n+High water at seven.\n',
  )
})

test('who had no connection at “Send” stands in the commit with the number of their account', async () => {
  const name = 'Ada'
  const { sent } = await run(
    wharf.journal('ada', {
      author: { name, email: 'ada@users.noreply.github.com' },
      message: 'Later\n\nSigned-off-by: Ada <ada@users.noreply.github.com>',
    }),
  )
  expect(pullOf(sent)?.number).toBe(1)
  expect(sent.letter.author).toEqual({ name, email: '7+ada@users.noreply.github.com' })
  expect(sent.letter.message).toBe('Later\n\nSigned-off-by: Ada <7+ada@users.noreply.github.com>')
  const asked = calls().findIndex((one) => one === 'GET /user')
  const made = calls().findIndex((one) => one.startsWith('POST') && one.endsWith('/git/commits'))
  expect(asked).toBeGreaterThanOrEqual(0)
  expect(made).toBeGreaterThan(asked)
})

test('what began with an old version stands on the branch’s head, where the file is the same', async () => {
  const journal = wharf.journal('bea')
  const parent = await before(wharf.parent)
  expect(parent).not.toBe(wharf.parent)
  const { sent } = await run(
    { ...journal, parent, isParentUnsure: true },
    { token: 'ghp_beaWhole' },
  )
  expect(sent).toMatchObject({ parent: wharf.parent, unchanged: true })
  expect(sent).not.toHaveProperty('isParentUnsure')
  expect(await wharf.github.diffOf(UPSTREAM, 1)).not.toContain('README.md')
})

describe('the person’s own copy', () => {
  test('is found where it has another name', async () => {
    await wharf.github.fork(UPSTREAM, 'ada', { name: 'ada/my-notes' })
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.fork?.name).toBe('ada/my-notes')
    expect(pullOf(sent)?.number).toBe(1)
    expect(wharf.github.repositoriesOf('ada')).toEqual(['ada/my-notes'])
  })

  test('is not taken to be a repository that only bears the name', async () => {
    wharf.github.rename(UNRELATED, 'ada/notes')
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.fork?.name).toBe('ada/notes-1')
    expect(pullOf(sent)?.number).toBe(1)
    expect(Object.keys(await wharf.github.refs('ada/notes'))).toEqual(['refs/heads/main'])
  })

  test('may be old: nothing is done to its default branch', async () => {
    await wharf.github.fork(UPSTREAM, 'ada', { behind: 1 })
    const before = (await wharf.github.refs('ada/notes'))['refs/heads/main']
    const { sent } = await run(wharf.journal('ada'))
    expect(pullOf(sent)?.number).toBe(1)
    expect((await wharf.github.refs('ada/notes'))['refs/heads/main']).toBe(before)
    expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([
      PATH,
    ])
  })

  test('is waited for while GitHub makes it', async () => {
    wharf.github.setLags({ forkAppears: 2, forkReads: 3, forkWrites: 2, forkWriteStatus: 409 })
    const { sent, waited } = await run(wharf.journal('ada'))
    expect(pullOf(sent)?.number).toBe(1)
    expect(waited).toBeGreaterThan(1_000)
  })

  test('that never answers: after five minutes it is said, and later it goes on', async () => {
    wharf.github.setLags({ forkReads: 1_000 })
    const first = await run(wharf.journal('ada'))
    expect(first.sent.trouble).toMatchObject({ kind: 'not-ready', repository: 'ada/notes' })
    expect(first.waited).toBeGreaterThanOrEqual(5 * 60_000)
    expect(first.waited).toBeLessThan(6 * 60_000)
    wharf.github.reset()
    await wharf.github.fork(UPSTREAM, 'ada')
    const second = await run(first.sent)
    expect(pullOf(second.sent)?.number).toBe(1)
  })

  test('that does not see the newest commit yet is tried again', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    wharf.github.setLags({ newObjects: 2, newObjectStatus: 404 })
    const parent = await wharf.github.commit(UPSTREAM, {
      files: { 'notes/rope.md': 'New rope.\n' },
    })
    const { sent } = await run({ ...wharf.journal('ada'), parent: parent as Journal['parent'] })
    expect(pullOf(sent)?.number).toBe(1)
    expect(sent.onFork).toBeUndefined()
  })

  test('that may not have the workflow files that changed since: the commit stands on its own default branch', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    const parent = await wharf.github.commit(UPSTREAM, {
      files: { '.github/workflows/ci.yml': 'on: push\n' },
    })
    const { sent } = await run({ ...wharf.journal('ada'), parent: parent as Journal['parent'] })
    expect(sent).toMatchObject({ onFork: true, parent: wharf.parent })
    expect(pullOf(sent)?.number).toBe(1)
    expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([
      PATH,
    ])
  })

  test('on whose default branch the person has commits of their own: they stay there', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    await wharf.github.commit('ada/notes', { files: { 'private.md': 'Mine.\n' } })
    const parent = (await wharf.github.commit(UPSTREAM, {
      files: { '.github/workflows/ci.yml': 'on: push\n' },
    })) as Sha
    const { sent } = await run({ ...wharf.journal('ada'), parent })
    expect(sent).toMatchObject({ onFork: true, parent: wharf.parent })
    expect(await sentPaths()).toEqual([PATH])
  })

  test('whose default branch is another than the base: nothing of it comes along', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    wharf.github.setBranch(UPSTREAM, 'release', await before(wharf.parent))
    const parent = (await wharf.github.commit(UPSTREAM, {
      branch: 'release',
      files: { '.github/workflows/ci.yml': 'on: push\n' },
    })) as Sha
    const { sent } = await run({ ...wharf.journal('ada'), base: 'release', parent })
    expect(sent.onFork).toBe(true)
    expect(await sentPaths()).toEqual([PATH])
  })

  test.each([
    ['deleted', () => wharf.github.remove('ada/notes'), 'ada/notes'],
    ['given away', () => wharf.github.rename('ada/notes', 'carl/notes'), 'ada/notes-1'],
  ])('that is %s in the middle: another is asked for', async (_, lose, name) => {
    await wharf.github.fork(UPSTREAM, 'ada')
    let isThere = true
    const { sent } = await run(wharf.journal('ada'), {
      during: ({ tree }) => {
        if (tree && isThere) lose()
        if (tree) isThere = false
      },
    })
    expect(isThere).toBe(false)
    expect(sent.fork?.name).toBe(name)
    expect(pullOf(sent)?.number).toBe(1)
    expect(wharf.github.repositoriesOf('ada')).toEqual([name])
  })

  test('that was given away is nobody’s to write to', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    wharf.github.rename('ada/notes', 'carl/notes')
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.fork?.name).toBe('ada/notes-1')
    expect(Object.keys(await wharf.github.refs('carl/notes'))).toEqual(['refs/heads/main'])
  })

  test.each(['before', 'in the middle'])('that is archived %s is named', async (when) => {
    await wharf.github.fork(UPSTREAM, 'ada')
    if (when === 'before') wharf.github.archive('ada/notes')
    const { sent } = await run(wharf.journal('ada'), {
      during: ({ tree }) => {
        if (tree && when !== 'before') wharf.github.archive('ada/notes')
      },
    })
    expect(sent.trouble).toEqual({ kind: 'fork-archived', repository: 'ada/notes' })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })

  test('gets its whole time, whatever kept it before', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    wharf.github.setLags({ newObjects: 2, newObjectStatus: 404 })
    const parent = (await wharf.github.commit(UPSTREAM, {
      files: { 'notes/rope.md': 'New rope.\n' },
    })) as Journal['parent']
    wharf.github.fault({ kind: 'drop', match: '/git/commits/' })
    const away = await run({ ...wharf.journal('ada'), parent })
    expect(away.sent.trouble).toMatchObject({ kind: 'offline' })
    wharf.github.clearFaults()
    const { sent } = await run(away.sent, { clock: 120_000 })
    expect(pullOf(sent)?.number).toBe(1)
    expect(sent.onFork).toBeUndefined()
  })

  test('that never answers, while the clock is set back by a day: it is said all the same', async () => {
    wharf.github.setLags({ forkReads: 1_000 })
    let clock = 2 * 86_400_000
    let naps = 0
    const sent = await send(wharf.journal('ada'), {
      write: createWriter({
        hosts: { api: wharf.github.api },
        token: 'ghp_adaPublic',
        fetch: fetchAsBrowser,
      }),
      save: async () => true,
      picture: wharf.picture,
      now: () => clock,
      sleep: async (ms) => {
        naps += 1
        clock += naps === 3 ? -86_400_000 : ms
        if (naps > 200) throw new Error('it is polled without an end')
      },
      signal: new AbortController().signal,
    })
    expect(sent.trouble).toMatchObject({ kind: 'not-ready', repository: 'ada/notes' })
  })

  test('that is too old for that: it is said, and nothing is made', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    const now = '# Tide\n\nHigh water at noon.\n'
    const parent = (await wharf.github.commit(UPSTREAM, {
      files: { '.github/workflows/ci.yml': 'on: push\n', [PATH]: now },
    })) as Journal['parent']
    const journal = wharf.journal('ada')
    const before = (await blobSha(new TextEncoder().encode(now))) as Journal['parent']
    const files = [{ path: PATH, mode: '100644', before, text: AFTER }] as const
    const { sent } = await run({ ...journal, parent, letter: { ...journal.letter, files } })
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'fork-behind', said: PATH })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
    expect(Object.keys(await wharf.github.refs('ada/notes'))).toEqual(['refs/heads/main'])
  })
})

describe('what cannot be proposed is said, and nothing is made', () => {
  const nothingMade = () => {
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
    expect(calls().filter((one) => /^POST .*\/(?:refs|pulls)$/.test(one))).toEqual([])
  }

  test.each([
    ['archived', { archived: true }],
    ['members-only', { hasPullRequests: false }],
    ['members-only', { pullRequestCreationPolicy: 'collaborators_only' }],
    ['forks-off', { allowForking: false }],
  ] as const)('%s', async (reason, settings) => {
    wharf.github.change(UPSTREAM, settings)
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toMatchObject({ kind: 'refused', reason })
    nothingMade()
  })

  test('the branch is gone', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    const { sent } = await run({ ...wharf.journal('ada'), base: 'notes-of-old' })
    expect(sent.trouble).toMatchObject({ kind: 'refused', reason: 'branch-gone' })
    nothingMade()
  })

  test('somebody has changed the file since', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    await wharf.github.commit(UPSTREAM, { files: { [PATH]: '# Tide\n\nHigh water at five.\n' } })
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'changed', said: PATH })
    nothingMade()
  })

  test('somebody has changed it with so many others that GitHub does not name them all', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    const others = Array.from({ length: 300 }, (_, at) => [`a/${at}.md`, 'A\n'] as const)
    const files = { ...Object.fromEntries(others), [PATH]: '# Tide\n\nHigh water at five.\n' }
    await wharf.github.commit(UPSTREAM, { files })
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'changed', said: PATH })
    nothingMade()
  })

  test('somebody has moved or removed it', async () => {
    await wharf.github.commit(UPSTREAM, { moves: { [PATH]: 'notes/high-water.md' } })
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toEqual({ kind: 'refused', reason: 'changed', said: PATH })
    nothingMade()
  })

  test('another file was changed: that is no hindrance', async () => {
    await wharf.github.commit(UPSTREAM, { files: { 'notes/rope.md': 'Another rope.\n' } })
    const { sent } = await run(wharf.journal('ada'))
    expect(pullOf(sent)?.number).toBe(1)
    expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([
      PATH,
    ])
  })

  test('nothing is changed', async () => {
    const text = '# Tide\n\nHigh water at six.\n'
    const { letter, ...journal } = wharf.journal('ada')
    const files = letter.files.map((file) => ('text' in file ? { ...file, text } : file))
    const { sent } = await run({ ...journal, letter: { ...letter, files } })
    expect(sent.trouble).toMatchObject({ kind: 'refused', reason: 'nothing-new' })
    nothingMade()
  })

  test('a token that is made for the person’s own repositories alone', async () => {
    wharf.github.grant('ada', {
      token: 'github_pat_ada',
      grants: ['contents', 'pull_requests', 'administration'],
    })
    const { sent } = await run(wharf.journal('ada'), { token: 'github_pat_ada' })
    expect(sent.trouble).toMatchObject({ kind: 'refused', reason: 'token' })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })

  test('an organization that wants single sign-on', async () => {
    wharf.github.requireSaml('gam-wharf')
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toMatchObject({ kind: 'sso', link: expect.stringContaining('http') })
    nothingMade()
  })

  test('rules that keep the branch from being made', async () => {
    await wharf.github.fork(UPSTREAM, 'ada')
    wharf.github.protect('ada/notes', /gam\//)
    const { sent } = await run(wharf.journal('ada'))
    expect(sent.trouble).toMatchObject({ kind: 'refused', reason: 'rules' })
    expect(wharf.github.pulls(UPSTREAM)).toEqual([])
  })
})

test('a branch of that name with something else in it is left alone', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  const journal = wharf.journal('ada')
  wharf.github.setBranch('ada/notes', journal.branch, wharf.parent)
  const { sent } = await run(journal)
  expect(sent.branch).toBe(`${journal.branch}.2`)
  expect(pullOf(sent)?.number).toBe(1)
  expect((await wharf.github.refs('ada/notes'))[`refs/heads/${journal.branch}`]).toBe(wharf.parent)
})

test.for([
  ['ada', 'ghp_adaPublic', 'ada/notes'],
  ['bea', 'ghp_beaWhole', UPSTREAM],
] as const)('where %s’s repository has a branch “gam”, ours stands beside it', async (one) => {
  const [login, token, target] = one
  await wharf.github.fork(UPSTREAM, 'ada')
  wharf.github.setBranch(target, 'gam', wharf.parent)
  const journal = wharf.journal(login)
  const { sent } = await run(journal, { token })
  expect(sent.branch).toBe(`gam-tide-${journal.id}`)
  expect(pullOf(sent)?.number).toBe(1)
  expect(await wharf.github.fileAt(target, sent.branch, PATH)).toBe(AFTER)
})

test('a branch that somebody deletes before the pull request is opened is made again', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  let isDeleted = false
  const { sent } = await run(wharf.journal('ada'), {
    during: ({ pushed, branch }) => {
      if (pushed !== 'done' || isDeleted) return
      isDeleted = true
      wharf.github.setBranch('ada/notes', branch, undefined)
    },
  })
  expect(pullOf(sent)?.number).toBe(1)
  expect(await wharf.github.fileAt('ada/notes', sent.branch, PATH)).toBe(AFTER)
})

test('a base that gets another name after it was looked at is followed', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  let isRenamed = false
  const { sent } = await run(wharf.journal('ada'), {
    during: ({ commit }) => {
      if (!commit || isRenamed) return
      isRenamed = true
      void wharf.github.renameBranch(UPSTREAM, 'main', 'trunk')
    },
  })
  expect(isRenamed).toBe(true)
  expect(pullOf(sent)?.number).toBe(1)
  expect(wharf.github.pulls(UPSTREAM)[0]?.base).toBe('trunk')
})

test('a base that is deleted after it was looked at is gone', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  wharf.github.setBranch(UPSTREAM, 'autumn', wharf.parent)
  const { sent } = await run(
    { ...wharf.journal('ada'), base: 'autumn' },
    { during: ({ commit }) => commit && wharf.github.setBranch(UPSTREAM, 'autumn', undefined) },
  )
  expect(sent.trouble).toEqual({ kind: 'refused', reason: 'branch-gone' })
})

test('where maintainers cannot be kept out either, it is said', async () => {
  const sending = world()
  let asked = 0
  const write: Writer = (route, parameters) => {
    if (!route.startsWith('POST /repos/{owner}/{repo}/pulls'))
      return sending.write(route, parameters)
    asked += 1
    if (asked > 5) throw new Error('it goes on and on')
    const message = 'fork_collab Fork collab can’t be granted by someone without permission'
    return Promise.resolve({ kind: 'refused', status: 422, message, headers: {} })
  }
  const sent = await send(wharf.journal('ada'), { ...sending, write })
  expect(sent.trouble).toMatchObject({ kind: 'refused', reason: 'other' })
  expect(asked).toBe(2)
})

test('of the pull requests on a branch the open one is ours, though a newer one is closed', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  const { sent } = await run(wharf.journal('ada'))
  const { write, now } = world()
  const names = { owner: 'gam-wharf', repo: 'notes' }
  const setState = (pull_number: number, state: string) =>
    write('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...names, pull_number, state })
  await setState(1, 'closed')
  const again = { ...names, title: 'Again', head: `ada:${sent.branch}`, base: 'main' }
  await write('POST /repos/{owner}/{repo}/pulls', again)
  await setState(2, 'closed')
  await setState(1, 'open')
  expect(wharf.github.pulls(UPSTREAM).map(({ state }) => state)).toEqual(['open', 'closed'])
  const found = await findPull(sent, { write, now })
  expect(found).toMatchObject({ pull: { number: 1 } })
})

test('nor is one that has our files on another commit: what lies between would come along', async () => {
  const journal = { ...wharf.journal('bea'), base: 'main' }
  const [file] = journal.letter.files
  const content = file && 'text' in file ? file.text : ''
  const entry = { path: PATH, mode: '100644', type: 'blob', content }
  const tree = await post('trees', { base_tree: wharf.parent, tree: [entry] })
  const parents = [await before(wharf.parent)]
  const there = await post('commits', { message: 'Theirs', tree, parents })
  wharf.github.setBranch(UPSTREAM, journal.branch, there)
  const { sent } = await run(journal, { token: 'ghp_beaWhole' })
  expect(sent).toMatchObject({ tree, branch: `${journal.branch}.2`, pull: { number: 1 } })
  expect(sent.commit).not.toBe(there)
})

test('where maintainers cannot be allowed to edit, it is sent without that', async () => {
  wharf.github.refuseForkCollab(true)
  const { sent } = await run(wharf.journal('ada'))
  expect(pullOf(sent)?.number).toBe(1)
  expect(wharf.github.pulls(UPSTREAM)[0]?.maintainerCanModify).toBe(false)
})

test('a renamed repository is sent to under its new name', async () => {
  wharf.github.rename(UPSTREAM, 'gam-wharf/logbook')
  const { sent } = await run(wharf.journal('ada'))
  expect(sent.repository).toBe('gam-wharf/logbook')
  expect(wharf.github.pulls('gam-wharf/logbook')).toHaveLength(1)
})

test('what is about to have an effect is stored as tried before it is tried', async () => {
  const seen: string[] = []
  await run(wharf.journal('ada'), {
    during: ({ pushed, pull }) => {
      if (pushed === 'trying' || pull === 'trying')
        seen.push(`${pushed} ${JSON.stringify(pull)} ${calls().at(-1)}`)
    },
  })
  expect(seen[0]).toMatch(/^trying undefined POST .*\/git\/commits$/)
  expect(seen[1]).toMatch(/^done "trying" POST .*\/git\/refs$/)
})
