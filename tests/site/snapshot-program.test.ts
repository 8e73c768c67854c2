import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { isFailure } from '../../src/model/failure.ts'
import { fetchPack } from '../../src/site/pack.ts'
import { fetchSnapshot } from '../../src/site/snapshot.ts'
import { startGitHub, type LocalGitHub } from '../github/server.ts'

const PAGE = '<head>\n    <title>Gam</title>\n    <meta name="description" content="x" />\n</head>'
const long = (name: string) => `# ${name}\n\n${`${name} `.repeat(160_000)}`
const PUBLIC = {
  'reports/2017-01-01.md': '# One\n',
  'reports/2017-01-08.md': '# Two, with ünïcode\n',
  'reports/deep/copy.md': '# One\n',
  'reports/picture.png': 'not Markdown',
  'reports/vendor/x.md': 'left out',
  'reports/old.md': 'excluded',
  'notes/long-1.md': long('first'),
  'notes/long-2.md': long('second'),
  'notes/long-3.md': long('third'),
  'notes/enormous.md': 'x'.repeat(2 * 1024 * 1024 + 1),
  'README.md': '# Read me\n',
  'OTHER.md': '# Another\n',
}

let folder: string
let dist: string
let github: LocalGitHub
let commit: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-repositories-'))
  commit = await makeRepository('notes', PUBLIC)
  await makeRepository('secret', { 'a.md': '# Secret\n' })
  github = await startGitHub({
    apiPort: 0,
    rawPort: 0,
    users: [{ login: 'reader', token: 'secret', id: 1, name: 'A reader' }],
    repositories: [
      { name: 'moby/notes', gitDir: join(folder, 'notes/.git') },
      {
        name: 'moby/secret',
        gitDir: join(folder, 'secret/.git'),
        private: true,
        readers: ['reader'],
      },
    ],
  })
})
afterAll(async () => {
  await github.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  github.reset()
  dist = await mkdtemp(join(tmpdir(), 'gam-snapshot-'))
  await writeFile(join(dist, 'index.html'), PAGE)
})
afterEach(() => rm(dist, { recursive: true }))

/** A repository with one commit on `main` and `release/1`; gives the commit. */
async function makeRepository(name: string, files: Readonly<Record<string, string>>) {
  const root = join(folder, name)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const person = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...person, ...args], { encoding: 'utf8' }).trim()
  git('init', '-q', '-b', 'main')
  git('add', '--all')
  git('commit', '-q', '-m', 'Everything')
  git('branch', 'release/1')
  return git('rev-parse', 'HEAD')
}

const shaOf = (text: string): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')

const askedRaw = () => github.requests.some((one) => one.host === 'raw')

const library = (...sources: object[]) =>
  writeFile(
    join(dist, 'library.json'),
    JSON.stringify({ title: 'Notes & more', description: 'All of them', sources }),
  )

/** Runs the program as `npm run snapshot` does. */
function run(
  options: readonly string[] = [],
  environment: Record<string, string> = {},
  cwd = process.cwd(),
) {
  const [loader, program] = ['node_modules/tsx/dist/loader.mjs', 'src/snapshot.ts'].map((file) =>
    resolve(file),
  )
  const child = spawn(
    process.execPath,
    ['--import', `${loader}`, `${program}`, '--dist', dist, ...options],
    {
      cwd,
      env: {
        PATH: process.env['PATH'],
        VITE_GITHUB_API: github.api,
        VITE_GITHUB_RAW: github.raw,
        ...environment,
      },
    },
  )
  let [out, errors] = ['', '']
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (errors += data))
  return new Promise<{ code: number | null; out: string; errors: string }>((end) => {
    child.on('close', (code) => end({ code, out, errors }))
  })
}

/** All files of the folder, by their path in it. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(dist, { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const read = await Promise.all(files.map((file) => readFile(file, 'latin1')))
  return new Map(files.map((file, at) => [file.slice(dist.length + 1), read[at] ?? '']))
}

/** What a browser makes of the files. */
async function readBack() {
  const fetch = (async (url: URL) => {
    const file = new URL(url).pathname.slice(1)
    const names = await readdir(dist)
    return names.includes(file)
      ? new Response(await readFile(join(dist, file)))
      : new Response('', { status: 404 })
  }) as typeof globalThis.fetch
  const snapshot = await fetchSnapshot(fetch, 'http://host/')
  if (!snapshot || isFailure(snapshot)) throw new Error('no snapshot')
  const packs = await Promise.all(
    snapshot.packs.map((one) => fetchPack(fetch, 'http://host/', one)),
  )
  const texts = new Map<string, string>()
  for (const pack of packs) {
    if (isFailure(pack)) throw new Error('a damaged pack')
    for (const { sha, bytes } of pack) texts.set(sha, new TextDecoder().decode(bytes))
  }
  return { snapshot, texts }
}

test('writes heads, trees and all listed reports, each once', async () => {
  await library(
    { repo: 'Moby/Notes', path: 'reports', exclude: ['reports/old.md'] },
    { repo: 'moby/notes', path: 'notes', ref: 'release/1' },
    { repo: 'moby/notes', path: 'README.md' },
  )
  const { code, out, errors } = await run()
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(out).toContain('moby/notes@HEAD:reports: 3 reports')

  const { snapshot, texts } = await readBack()
  expect(snapshot.sources.map(({ key, tree }) => [key, tree.commit, tree.recursive])).toEqual([
    ['moby/notes@HEAD:reports', commit, true],
    ['moby/notes@release/1:notes', commit, true],
    ['moby/notes@HEAD:', commit, false],
  ])
  expect(snapshot.sources[0]?.tree.entries.map((one) => one.path)).toContain('reports/picture.png')
  const wanted = ['reports/2017-01-01.md', 'reports/2017-01-08.md', 'README.md'] as const
  for (const path of wanted) expect(texts.get(shaOf(PUBLIC[path]))).toBe(PUBLIC[path])
  for (const path of ['reports/old.md', 'reports/vendor/x.md', 'OTHER.md'] as const) {
    expect(texts.has(shaOf(PUBLIC[path]))).toBe(false)
  }
  expect(texts.has(shaOf(PUBLIC['notes/enormous.md']))).toBe(false)
  expect(texts.size).toBe(6)
  expect(snapshot.packs).toHaveLength(3)
  expect(github.requests.map((one) => one.path)).toContain(
    `/repos/moby/notes/git/trees/${commit}:reports?recursive=1`,
  )
  expect(await readFile(join(dist, 'index.html'), 'utf8')).toContain(
    '<title>Notes &amp; more</title>',
  )
})

test('replaces an older snapshot and leaves nothing else behind', async () => {
  await library({ repo: 'moby/notes', path: 'reports' })
  await run()
  const before = await readdir(dist)
  await library({ repo: 'moby/notes', path: 'README.md' })
  expect((await run()).code).toBe(0)
  const after = await readdir(dist)
  const named = (all: readonly string[]) => all.filter((file) => /^snapshot-\w/.test(file)).sort()
  expect(named(after).map((file) => file.split('.').at(-1))).toEqual(
    expect.arrayContaining(['pack', 'facts', 'shard', 'json', 'json']),
  )
  expect(after).toHaveLength(9)
  for (const file of named(before).filter((file) => !file.endsWith('.json'))) {
    expect(after).not.toContain(file)
  }
  const pages = await readdir(join(dist, 'r'), { recursive: true })
  expect(pages.filter((file) => file.endsWith('.html'))).toHaveLength(2)
  expect((await readBack()).texts.size).toBe(1)
})

test('wrong bytes of raw are not taken: the API is asked', async () => {
  await library({ repo: 'moby/notes', path: 'README.md' })
  github.fault({ host: 'raw', kind: 'status', status: 200, body: 'something else' })
  expect((await run()).code).toBe(0)
  expect([...(await readBack()).texts.values()]).toEqual([PUBLIC['README.md']])
})

test.each([
  ['refuses', { kind: 'status', status: 429 }],
  ['breaks off', { kind: 'cut', after: 3 }],
  ['does not answer', { kind: 'drop' }],
] as const)('a raw host that %s is passed over', async (_, fault) => {
  await library({ repo: 'moby/notes', path: 'README.md' })
  github.fault({ host: 'raw', ...fault })
  expect((await run()).code).toBe(0)
  expect([...(await readBack()).texts.values()]).toEqual([PUBLIC['README.md']])
})

test('no requests left this hour: says so, and what helps', async () => {
  await library({ repo: 'moby/notes' })
  github.limit(0)
  const { code, errors } = await run()
  expect(code).toBe(1)
  expect(errors).toContain('Set GITHUB_TOKEN')
})

test('without a raw host all bytes come from the API', async () => {
  await library({ repo: 'moby/notes', path: 'README.md' })
  expect((await run([], { VITE_GITHUB_RAW: '' })).code).toBe(0)
  expect(askedRaw()).toBe(false)
})

test('a private repository is refused unless it is named, and raw never hears of it', async () => {
  await library({ repo: 'moby/secret' })
  const token = { GITHUB_TOKEN: 'secret' }
  const refused = await run([], token)
  expect(refused.code).toBe(1)
  expect(refused.errors).toContain('--private moby/secret')
  expect(await readdir(dist)).toEqual(['index.html', 'library.json'])
  expect((await run(['--private', 'Moby/Secret'], token)).code).toBe(0)
  expect([...(await readBack()).texts.values()]).toEqual(['# Secret\n'])
  expect(askedRaw()).toBe(false)
  const files = [...(await everything()).keys()]
  expect(files.filter((file) => /shard$/.test(file) || /^r\/(?!index)/.test(file))).toEqual([])
})

test.each([
  ['a source that is not there', { repo: 'moby/gone' }, 'moby/gone: There is nothing at'],
  ['a file that is not there', { repo: 'moby/notes', path: 'NONE.md' }, 'has no file NONE.md'],
  ['a wrong field', { repo: 'moby' }, 'library.json: sources[0].repo must be "owner/name"'],
])('%s costs a sentence and changes nothing', async (_, source, sentence) => {
  await library({ repo: 'moby/notes', path: 'README.md' })
  await run()
  const before = await everything()
  await library(source)
  const { code, errors } = await run()
  expect(code).toBe(1)
  expect(errors).toContain(sentence)
  expect(errors.trim().split('\n')).toHaveLength(1)
  await library({ repo: 'moby/notes', path: 'README.md' })
  expect(await everything()).toEqual(before)
})

test('a host that is not there, a folder without a built app, a wrong option: a sentence each', async () => {
  await library({ repo: 'moby/notes' })
  const gone = await run([], { VITE_GITHUB_API: 'http://127.0.0.1:9' })
  expect(gone).toMatchObject({ code: 1, errors: 'moby/notes: 127.0.0.1:9 did not answer.\n' })
  expect((await run(['--dist', join(dist, 'none')])).errors).toContain('holds no built app')
  expect((await run(['--what'])).code).toBe(1)
})

test('a second run asks for the heads alone, and makes again only what has changed', async () => {
  await library({ repo: 'moby/notes', path: 'reports' }, { repo: 'moby/notes', path: 'README.md' })
  await run()
  const before = await everything()
  github.clear()
  expect((await run()).out).toContain('0 of 5 pages (0 removed). Fetched 0 of')
  expect(askedRaw()).toBe(false)
  expect(github.requests.every(({ path }) => !path.includes('/git/trees'))).toBe(true)
  const again = await everything()
  const changed = [...again.keys()].filter((file) => again.get(file) !== before.get(file))
  expect(changed).toEqual(['snapshot.json'])
  const older = '<meta name="gam-made-from" content="older" />'
  await writeFile(join(dist, 'r/moby/notes/reports/2017-01-01.html'), older)
  expect((await run()).out).toContain('1 of 5 pages')
  expect((await everything()).get('r/moby/notes/reports/2017-01-01.html')).toContain('<h1')
})

test('a folder that is named by a dot loses nothing of the app', async () => {
  await library({ repo: 'moby/notes', path: 'reports' })
  expect(await run(['--dist', '.'], {}, dist)).toMatchObject({ code: 0, errors: '' })
  const before = await everything()
  await library({ repo: 'moby/notes', path: 'README.md' })
  expect(await run(['--dist', '.'], {}, dist)).toMatchObject({ code: 0, errors: '' })
  const after = await everything()
  expect(after.get('index.html')).toBe(before.get('index.html'))
  expect([...after.keys()].filter((file) => file.startsWith('r/')).sort()).toEqual([
    'r/index.html',
    expect.stringMatching(/^r.moby.notes.readme~\w+.html$/),
  ])
})

test('what the host has put there itself stays, and it is said', async () => {
  await library({ repo: 'moby/notes', path: 'reports' })
  const own = {
    'robots.txt': 'User-agent: *\nDisallow: /drafts/\n',
    'sitemap.xml': '<own/>',
    'r/mine.html': 'my own page',
    'r/moby/notes/reports/2017-01-01.html': 'mine too',
  }
  await mkdir(join(dist, 'r/moby/notes/reports'), { recursive: true })
  for (const [file, text] of Object.entries(own)) await writeFile(join(dist, file), text)
  const { code, errors } = await run(['--url', 'https://example.org/'])
  expect(code).toBe(0)
  const said = errors.trim().split('\n')
  expect(said).toHaveLength(3)
  for (const file of ['robots.txt', 'sitemap.xml', 'r/moby/notes/reports/2017-01-01.html']) {
    expect(said).toContain(`${file} was not made by Gam, and stays as it is.`)
  }
  const files = await everything()
  for (const [file, text] of Object.entries(own)) expect(files.get(file)).toBe(text)
  expect(files.get('snapshot-pages.json')).not.toContain('2017-01-01.html')
  // Its own of last time are no host's.
  for (const file of ['robots.txt', 'sitemap.xml']) await rm(join(dist, file))
  await run(['--url', 'https://example.org/'])
  const moved = await run(['--url', 'https://example.net/'])
  expect(moved.errors).not.toMatch(/robots|sitemap/)
  expect((await everything()).get('robots.txt')).toContain('https://example.net/')
})

test('a link in the place of the pages is refused, and nothing behind it changes', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'gam-outside-'))
  try {
    await writeFile(join(outside, 'precious.html'), '<meta name="gam-made-from" content="x" />')
    await symlink(outside, join(dist, 'r'))
    await library({ repo: 'moby/notes', path: 'reports' })
    const { code, errors } = await run()
    expect(code).toBe(1)
    expect(errors).toContain('is a link to another folder')
    expect(await readdir(outside)).toEqual(['precious.html'])
    expect(await readdir(dist)).toEqual(['index.html', 'library.json', 'r'])
  } finally {
    await rm(outside, { recursive: true })
  }
})

test('a file and its folder ask for no tree again; each says when its head was asked for', async () => {
  await library({ repo: 'moby/notes' }, { repo: 'moby/notes', path: 'README.md' })
  const before = Date.now()
  await run()
  const { snapshot } = await readBack()
  const [source] = snapshot.sources
  expect(Date.parse(source?.checkedAt ?? '')).toBeGreaterThanOrEqual(before)
  expect(Date.parse(source?.checkedAt ?? '')).toBeLessThan(Date.parse(snapshot.madeAt))
  github.clear()
  expect((await run()).code).toBe(0)
  expect(github.requests.map(({ path }) => path).filter((path) => /trees/.test(path))).toEqual([])
})
