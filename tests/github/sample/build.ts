import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { User } from '../answers.ts'
import type { ServedRepository } from '../server.ts'
import { git, makeRepository, type Change, type Commit, type Person } from './git.ts'
import { summitNotes } from './summit-notes.ts'

/** What `buildSample` makes: a `library.json`, the repositories it names, and who may sign in. */
export interface Sample {
  readonly library: object
  readonly repositories: ServedRepository[]
  readonly users: User[]
}

const ISHMAEL: Person = { name: 'Ishmael Hussey', email: 'ishmael@gam-sample.example' }
const PIP: Person = { name: 'Pip Mayhew', email: 'pip@gam-sample.example' }

/** Enough to propose edits with, for who may not push anywhere. */
export const OUTSIDERS_TOKEN = `ghp_sample${'Sample'.repeat(5)}03`

const USERS: User[] = [
  { login: 'ahab', token: `ghp_sample${'Sample'.repeat(5)}01`, id: 1851, name: 'Captain Ahab' },
  {
    login: 'queequeg',
    token: `ghp_sample${'Sample'.repeat(5)}02`,
    tokens: [{ token: OUTSIDERS_TOKEN, scopes: ['public_repo'] }],
    id: 1852,
    name: 'Queequeg',
  },
]

const POSTS = 'src/blog/_posts'
const FIRST_SUMMIT = '2017-05-11-first-summit-at-dockercon.md'
const RECAP = '2017-06-26-june-summit-recap.md'

/** The last commit that still has the folder of weekly notes bears this tag. */
const WEEKLY_END = 'weekly-end'

/** Makes the sample repositories below `folder`; the same commits on each run. */
export async function buildSample(folder: string): Promise<Sample> {
  const summits = join(folder, 'summits.git')
  const toolkit = join(folder, 'toolkit.git')
  const minutes = join(folder, 'minutes.git')
  await makeRepository(summits, await summitsHistory())
  await makeRepository(toolkit, await toolkitHistory())
  await makeRepository(minutes, await minutesHistory())
  const weeklyEnd = await git(['--git-dir', toolkit, 'rev-parse', `${WEEKLY_END}^{commit}`])
  return {
    library: library(weeklyEnd),
    repositories: [
      { name: 'gam-sample/summits', gitDir: summits, writers: ['ahab'], defaultBranch: 'main' },
      {
        name: 'gam-sample/toolkit',
        gitDir: toolkit,
        writers: ['ahab'],
        formerNames: ['gam-sample/tool'],
        defaultBranch: 'main',
      },
      {
        name: 'gam-sample/minutes',
        gitDir: minutes,
        private: true,
        readers: ['ahab'],
        defaultBranch: 'main',
      },
    ],
    users: USERS,
  }
}

/** The private repository is left out: a visitor who is not signed in has no use for it. */
const library = (weeklyEnd: string) => ({
  title: 'The Gam sample library',
  description: 'Recaps, agendas and reports of a small community, to try reading with.',
  contact: 'https://github.com/gam-sample/summits/issues',
  links: [
    { title: 'The toolkit', href: 'https://github.com/gam-sample/toolkit' },
    { title: 'Say hello', href: 'https://forums.mobyproject.org/' },
  ],
  sources: [
    { repo: 'gam-sample/summits', path: POSTS, siteRoot: 'src', title: 'Summit recaps' },
    { repo: 'gam-sample/summits', path: 'src/events', siteRoot: 'src', title: 'Events' },
    { repo: 'gam-sample/toolkit', path: 'reports', title: 'Toolkit reports' },
    {
      repo: 'gam-sample/toolkit',
      path: 'docs',
      title: 'Toolkit handbook',
      exclude: ['**/drafts/**'],
    },
    {
      repo: 'gam-sample/toolkit',
      path: 'weekly',
      ref: weeklyEnd,
      title: 'Weekly notes, February 2017',
    },
  ],
})

const sampleFile = (repository: string, path: string): URL =>
  new URL(`./${repository}/${path.split('/').map(encodeURIComponent).join('/')}`, import.meta.url)

/** As it lies here, whatever line ends the checkout has. */
const sampleText = async (repository: string, path: string): Promise<string> =>
  (await readFile(sampleFile(repository, path), 'utf8')).replaceAll('\r\n', '\n')

const isPicture = (path: string): boolean => /\.png$/.test(path)

async function put(repository: string, path: string): Promise<Change> {
  const bytes = isPicture(path)
    ? await readFile(sampleFile(repository, path))
    : Buffer.from(await sampleText(repository, path))
  return { kind: 'put', path, bytes }
}

const putAll = (repository: string, paths: readonly string[]): Promise<Change[]> =>
  Promise.all(paths.map((path) => put(repository, path)))

const putText = (path: string, text: string): Change => ({
  kind: 'put',
  path,
  bytes: Buffer.from(text),
})

/** A file as it was before somebody added the part that begins with this heading. */
async function putBefore(repository: string, path: string, heading: string): Promise<Change> {
  const text = await sampleText(repository, path)
  return putText(path, `${text.slice(0, text.indexOf(`\n${heading}`)).trimEnd()}\n`)
}

/** As an old Windows editor saves it: UTF-16, little end first, with a mark. */
async function putUtf16(repository: string, path: string): Promise<Change> {
  const text = await sampleText(repository, path)
  return { kind: 'put', path, bytes: Buffer.from(`\uFEFF${text}`, 'utf16le') }
}

/** As a newer Windows editor saves it: UTF-8 with a mark, lines that end in CR LF. */
async function putCrlf(repository: string, path: string): Promise<Change> {
  const text = await sampleText(repository, path)
  return putText(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`)
}

async function summitsHistory(): Promise<Commit[]> {
  const files = (...paths: string[]) => putAll('summits', paths)
  const posts = (...names: string[]) => files(...names.map((name) => `${POSTS}/${name}`))
  const firstSummit = await sampleText('summits', `${POSTS}/${FIRST_SUMMIT}`)
  const engine = 'src/events/2017-04-20-inside-the-engine.md'
  return [
    {
      author: ISHMAEL,
      date: '2017-02-27T09:00:00Z',
      message: 'A place for what happens when we meet',
      changes: await files(
        'README.md',
        'src/index.md',
        'src/events/placeholder.md',
        `${POSTS}/README.md`,
      ),
    },
    {
      author: PIP,
      date: '2017-04-10T15:30:00Z',
      message: 'Invite people to a day inside the engine',
      changes: [
        await putBefore('summits', engine, '## Discussion points'),
        ...(await files('src/images/harbour.svg')),
        { kind: 'remove', path: 'src/events/placeholder.md' },
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-04-13T10:12:00Z',
      message: 'Ask for discussion points',
      changes: await files(engine),
    },
    {
      author: ISHMAEL,
      date: '2017-04-25T18:00:00Z',
      message: 'Two articles about the announcement',
      changes: await posts(
        '2017-04-18-a-project-named-after-a-whale.md',
        '2017-04-25-three-days-on-deck.md',
      ),
    },
    {
      author: PIP,
      date: '2017-05-11T17:45:00Z',
      message: 'Films of the first summit',
      changes: [
        putText(`src/blog/${FIRST_SUMMIT}`, firstSummit),
        ...(await files('src/images/2017/whiteboard.png')),
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-05-12T07:20:00Z',
      message: 'Move the post to where posts live',
      changes: [{ kind: 'move', from: `src/blog/${FIRST_SUMMIT}`, to: `${POSTS}/${FIRST_SUMMIT}` }],
    },
    {
      author: PIP,
      date: '2017-06-03T11:00:00Z',
      message: 'How to get there, and what to do inside',
      changes: [
        await putUtf16('summits', 'src/events/2017-06-02-travel.md'),
        await putCrlf('summits', 'src/events/2017-06-03-the-house.md'),
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-06-26T16:00:00Z',
      message: 'Recap of the June summit',
      changes: [
        await putBefore('summits', `${POSTS}/${RECAP}`, '### Security'),
        ...(await files('src/images/summit-hall.png')),
      ],
    },
    {
      author: PIP,
      date: '2017-06-27T06:40:00Z',
      message: 'Recap: the security talk, and the notes from the tables',
      changes: [
        ...(await posts(RECAP)),
        { kind: 'link', path: 'src/events/latest.md', target: `../blog/_posts/${RECAP}` },
      ],
      tag: 'june-2017',
    },
    {
      author: PIP,
      date: '2017-07-11T19:05:00Z',
      message: 'Notes from the signing workshop',
      changes: [
        ...(await posts('2017-07-10-signing-workshop.md')),
        ...(await files('src/images/2017/signing.svg')),
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-08-21T12:00:00Z',
      message: 'Meetups in Tokyo and Cairo',
      changes: await posts('2017-08-02-tokyo-meetup.md', '2017-08-20-cairo-meetup.md'),
    },
    {
      author: PIP,
      date: '2017-09-05T09:30:00Z',
      message: 'Get ready for autumn',
      changes: [
        ...(await files('src/events/README.md', 'src/events/2017-09-14-autumn-agenda.md')),
        ...(await posts('2017-09-04-sponsors-wanted.md', '2017-09-18-autumn-summit-recap.md')),
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-09-07T21:15:00Z',
      message: 'Ideas, unsorted',
      branch: 'notes/autumn',
      changes: await files('src/events/autumn-ideas.md'),
    },
  ]
}

/** Lists leave this folder out. It is made here, since every tool would ignore it on disk too. */
const NODE_MODULES = [
  putText('docs/node_modules/left-mast/README.md', '# left-mast\n\nPads a ship on the left.\n'),
  putText('docs/node_modules/left-mast/docs/usage.md', '# Usage\n\nOn the left.\n'),
]

async function toolkitHistory(): Promise<Commit[]> {
  const files = (...paths: string[]) => putAll('toolkit', paths)
  return [
    {
      author: PIP,
      date: '2017-02-13T10:00:00Z',
      message: 'First week',
      changes: await files('README.md', 'LICENSE', 'weekly/2017-02-12.md'),
    },
    {
      author: ISHMAEL,
      date: '2017-02-20T10:00:00Z',
      message: 'Second week',
      changes: await files('weekly/2017-02-19.md'),
    },
    {
      author: PIP,
      date: '2017-02-27T10:00:00Z',
      message: 'Third week, and the last weekly note',
      changes: await files('weekly/2017-02-26.md'),
      tag: WEEKLY_END,
    },
    {
      author: ISHMAEL,
      date: '2017-04-03T08:00:00Z',
      message: 'Report for March; weekly notes are history',
      changes: [
        ...(await files('reports/README.md', 'reports/2017-03-31.md')),
        { kind: 'remove', path: 'weekly' },
      ],
    },
    {
      author: ISHMAEL,
      date: '2017-05-02T08:00:00Z',
      message: 'Report for April',
      changes: [await putBefore('toolkit', 'reports/2017-04-30.md', '## Thanks')],
    },
    {
      author: PIP,
      date: '2017-05-02T09:10:00Z',
      message: 'Report for April: thanks, and the links that were missing',
      changes: await files('reports/2017-04-30.md'),
    },
    {
      author: PIP,
      date: '2017-05-20T14:00:00Z',
      message: 'A handbook',
      changes: [
        ...NODE_MODULES,
        ...(await files(
          'docs/README.md',
          'docs/1-start.md',
          'docs/2-write-a-report.md',
          'docs/images/layers.svg',
          'docs/vendor/yamlish/README.md',
          'docs/vendor/yamlish/CHANGES.md',
          'docs/.notes/scratch.md',
          'docs/drafts/four-wheels.md',
        )),
      ],
      tag: 'v0.1.0',
    },
    {
      author: ISHMAEL,
      date: '2017-06-01T08:00:00Z',
      message: 'Report for May',
      changes: await files('reports/2017-05-31.md'),
    },
    {
      author: PIP,
      date: '2017-06-21T18:00:00Z',
      message: 'Notes of all twelve tables',
      changes: [putText('reports/2017-06-19-summit.md', summitNotes())],
    },
    {
      author: ISHMAEL,
      date: '2017-07-01T08:00:00Z',
      message: 'Report for June',
      changes: await files('reports/2017-06-30.md'),
    },
    {
      author: PIP,
      date: '2017-07-15T13:00:00Z',
      message: 'Guides and a reference',
      changes: await files(
        'docs/10-release.md',
        'docs/guides/README.md',
        'docs/guides/1-disks.md',
        'docs/guides/2-networking.md',
        'docs/guides/3-maße & gewichte.md',
        'docs/guides/10-clouds.md',
        'docs/reference/README.md',
        'docs/reference/networking.md',
        'docs/reference/how-long.md',
        'docs/reference/questions.md',
      ),
    },
    {
      author: ISHMAEL,
      date: '2017-08-01T08:00:00Z',
      message: 'Report for July',
      changes: await files('reports/2017-07-31.md'),
    },
    {
      author: PIP,
      date: '2017-09-01T08:00:00Z',
      message: 'Report for August, and a link to the newest',
      changes: [
        ...(await files('reports/2017-08-31.md')),
        { kind: 'link', path: 'reports/latest.md', target: '2017-08-31.md' },
      ],
    },
  ]
}

async function minutesHistory(): Promise<Commit[]> {
  const files = (...paths: string[]) => putAll('minutes', paths)
  return [
    {
      author: PIP,
      date: '2017-06-05T20:00:00Z',
      message: 'Minutes of June 5',
      changes: await files('README.md', 'notes/2017-06-05.md', 'images/plan.svg'),
    },
    {
      author: ISHMAEL,
      date: '2017-07-03T20:00:00Z',
      message: 'Minutes of June 12 and July 3',
      changes: await files('notes/2017-06-12.md', 'notes/2017-07-03.md'),
    },
  ]
}
