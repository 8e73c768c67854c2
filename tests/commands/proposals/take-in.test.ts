import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { planTakingIn, type TakingIn } from '../../../src/commands/proposals/plan-taking-in.ts'
import { takeIn } from '../../../src/commands/proposals/take-in.ts'
import {
  findWaitingPoints,
  type WaitingPoints,
} from '../../../src/commands/proposals/waiting-points.ts'
import { createWriter } from '../../../src/github/writer.ts'
import { addPoint, openSections } from '../../../src/markdown/sections.ts'
import { isFailure, type Failure } from '../../../src/model/failure.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

const PATH = 'docs/agenda.md'
const AGENDA = '# Agenda\n\n## Ropes\n\n## Sails\n\n- Old canvas\n\n## Afterwards\n\nSongs.\n'
const AHAB = { author: { name: 'Ahab', email: 'ahab@example.com' }, signedOff: false }

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(async () => {
  it.github.reset()
  gam = makeGam(it)
  gam.signIn('ghp_ahab')
  await it.github.commit(LOG, { files: { [PATH]: AGENDA } })
  for (const login of ['pip', 'queequeg']) await it.github.fork(LOG, login)
})

/** Somebody's pull request that makes this of the agenda. */
async function propose(login: string, branch: string, text: string, more = {}): Promise<void> {
  await it.github.commit(`${login}/Log`, { branch, files: { [PATH]: text, ...more } })
  const body = { title: branch, head: `${login}:${branch}`, base: 'main' }
  const { status } = await it.write('POST /repos/pequod/log/pulls', body, `ghp_${login}`)
  expect(status).toBe(201)
}

function withPoint(text: string, id: string, words: string): string {
  const section = openSections(text).find((one) => one.id === id)
  return section ? addPoint(text, section, words) : ''
}

const agenda = () => it.github.fileAt(LOG, 'main', PATH)

function sound<T>(given: T | Failure): T {
  if (isFailure(given)) throw new Error(given.kind)
  return given
}

const find = async (): Promise<readonly WaitingPoints[]> =>
  sound(await findWaitingPoints(gam, LOG, PATH))

const plan = async (): Promise<TakingIn> => sound(await planTakingIn(gam, LOG, PATH, await find()))

const take = (planned: TakingIn) =>
  takeIn(planned, AHAB, {
    write: createWriter({ hosts: gam.hosts, token: 'ghp_ahab', fetch }),
    now: () => 0,
  })

async function proposeThree(): Promise<void> {
  await propose('pip', 'tar', withPoint(AGENDA, 'sails', 'Tar them'))
  await propose('queequeg', 'mend', withPoint(AGENDA, 'sails', 'Mend them'))
  await propose('pip', 'knots', withPoint(AGENDA, 'ropes', 'Knots'))
}

test('what open pull requests add is known by heading, and who adds one line from who does more', async () => {
  await proposeThree()
  await propose('pip', 'words', AGENDA.replace('Songs.', 'No songs.'))
  await propose('queequeg', 'two', withPoint(AGENDA, 'sails', 'Sell them'), { 'new.md': 'More.\n' })
  const found = await find()
  expect(
    found.map(({ pull, points, isOneLine }) => [
      pull.by.login,
      points.map(({ section, words }) => `${section}: ${words}`).join(),
      isOneLine,
    ]),
  ).toEqual([
    ['queequeg', 'sails: Sell them', false],
    ['pip', 'ropes: Knots', true],
    ['queequeg', 'sails: Mend them', true],
    ['pip', 'sails: Tar them', true],
  ])
  expect(found[0]?.before).toBe(AGENDA)
})

test('waiting points go in as one commit that names each pull request and author', async () => {
  await proposeThree()
  await it.github.commit(LOG, { files: { [PATH]: AGENDA.replace('Songs.', 'Shanties.') } })
  const planned = await plan()
  expect(planned.taken.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(await agenda()).not.toContain('Tar them')
  const done = await take(planned)
  if (done.kind !== 'taken') throw new Error(done.kind)
  expect(await agenda()).toBe(
    '# Agenda\n\n## Ropes\n\n- Knots\n\n## Sails\n\n- Old canvas\n- Tar them\n- Mend them\n\n## Afterwards\n\nShanties.\n',
  )
  const made = await it.api(`/repos/pequod/log/git/commits/${done.commit}`)
  expect(await made.json()).toMatchObject({
    parents: [{ sha: planned.head }],
    author: { name: 'Ahab' },
    message: `Add points to docs/agenda.md

Closes #1
Closes #2
Closes #3

Co-authored-by: pip <2+pip@users.noreply.github.com>
Co-authored-by: queequeg <3+queequeg@users.noreply.github.com>`,
  })
  expect(await plan()).toMatchObject({ taken: [], left: [] })
})

test('a branch that has moved since is not written to, and a new plan has both', async () => {
  await proposeThree()
  const planned = await plan()
  await it.github.commit(LOG, { files: { [PATH]: withPoint(AGENDA, 'sails', 'New canvas') } })
  expect(await take(planned)).toEqual({ kind: 'moved' })
  expect(await agenda()).not.toContain('Tar them')
  expect(await take(await plan())).toMatchObject({ kind: 'taken' })
  expect(await agenda()).toContain('- New canvas\n- Tar them\n- Mend them\n')
})

test('a branch that moves after it was looked at is not overwritten', async () => {
  await proposeThree()
  const planned = await plan()
  const write = createWriter({ hosts: gam.hosts, token: 'ghp_ahab', fetch })
  const theirs = withPoint(AGENDA, 'sails', 'New canvas')
  const done = await takeIn(planned, AHAB, {
    async write(route, parameters) {
      if (route.startsWith('PATCH')) await it.github.commit(LOG, { files: { [PATH]: theirs } })
      return write(route, parameters)
    },
    now: () => 0,
  })
  expect(done).toEqual({ kind: 'moved' })
  expect(await agenda()).toBe(theirs)
})

test('an answer that is lost after it took effect is looked for, and nothing is done twice', async () => {
  await proposeThree()
  const planned = await plan()
  it.github.fault({ kind: 'lost-answer', method: 'PATCH', match: '/git/refs', times: 1 })
  const commit = (await it.github.refs(LOG))['refs/heads/main']
  const done = await take(planned)
  expect(done).toEqual({ kind: 'taken', commit: (await it.github.refs(LOG))['refs/heads/main'] })
  expect(done).not.toMatchObject({ commit })
  expect((await agenda())?.match(/Tar them/g)).toHaveLength(1)
})

test('where rules protect the branch, the same commit is proposed', async () => {
  await proposeThree()
  it.github.protect(LOG, /^refs\/heads\/main$/)
  const planned = await plan()
  const done = await take(planned)
  if (done.kind !== 'proposed') throw new Error(done.kind)
  expect(await agenda()).toBe(AGENDA)
  const pull = it.github.pulls(LOG).find(({ number }) => number === done.pull.number)
  expect(pull).toMatchObject({
    title: 'Add points to docs/agenda.md',
    body: 'Closes #1\nCloses #2\nCloses #3',
    base: 'main',
    user: 'ahab',
  })
  expect(await it.github.fileAt(LOG, pull?.head.branch ?? '', PATH)).toBe(planned.written)
})

test('points that are proposed together are so once, and taken in by nobody else', async () => {
  await proposeThree()
  it.github.protect(LOG, /^refs\/heads\/main$/)
  const planned = await plan()
  it.github.fault({ kind: 'lost-answer', method: 'POST', match: '/pulls', times: 1 })
  expect(await take(planned)).toMatchObject({ kind: 'offline' })
  expect(await take(planned)).toMatchObject({ kind: 'proposed', pull: { number: 4 } })
  expect(it.github.pulls(LOG)).toHaveLength(4)
  expect(await plan()).toMatchObject({ taken: [], left: [], held: [{ number: 4 }] })

  await propose('queequeg', 'oil', withPoint(AGENDA, 'sails', 'Oil them'))
  await it.github.commit(LOG, { files: { 'README.md': 'It goes on.\n' } })
  expect(await plan()).toMatchObject({ taken: [{ number: 5 }], held: [{ number: 4 }] })
})

test('a branch whose answer was lost is found again, and so is a single point that is proposed', async () => {
  await propose('pip', 'tar', withPoint(AGENDA, 'sails', 'Tar them'))
  it.github.protect(LOG, /^refs\/heads\/main$/)
  const planned = await plan()
  it.github.fault({ kind: 'lost-answer', method: 'POST', match: '/git/refs', times: 1 })
  expect(await take(planned)).toMatchObject({ kind: 'offline' })
  expect(await take(planned)).toMatchObject({ kind: 'proposed', pull: { number: 2 } })
  const { taken, held } = await plan()
  expect([taken, held.map(({ number }) => number)]).toEqual([[], [2]])
})

test('nobody from outside holds another’s point by saying that it is closed', async () => {
  await propose('pip', 'tar', withPoint(AGENDA, 'sails', 'Tar them'))
  await propose('queequeg', 'mend', withPoint(AGENDA, 'sails', 'Mend them'))
  await it.write('PATCH /repos/pequod/log/pulls/2', { body: 'Closes #1' }, 'ghp_queequeg')
  const { taken } = await plan()
  expect(taken.map(({ number }) => number)).toEqual([1, 2])
})

test('a point whose place somebody has rewritten is left to a person', async () => {
  await proposeThree()
  await it.github.commit(LOG, {
    files: { [PATH]: AGENDA.replace('## Sails\n\n- Old canvas\n', '## Sails\n\nNone.\n') },
  })
  const planned = await plan()
  expect(planned.taken.map(({ number }) => number)).toEqual([3])
  expect(planned.left.map(({ number }) => number)).toEqual([1, 2])
})
