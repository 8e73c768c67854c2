import { hostsFrom } from './build/policy.ts'
import { explain } from './components/explain-failure.ts'
import { fileSize } from './components/file-size.ts'
import { createGitHub } from './github/github.ts'
import type { Facts } from './model/facts.ts'
import { isFailure, type Failure } from './model/failure.ts'
import { listEntries } from './model/list-entries.ts'
import type { Sha } from './model/sha.ts'
import { sourceKey, type Library, type Source } from './model/source.ts'
import { parseJson } from './site/fetch-beside.ts'
import { parseLibrary } from './site/library.ts'
import { formatShardFiles, SHARDS_FILE } from './site/shards.ts'
import { formatSnapshot, type SnapshotSource } from './site/snapshot.ts'
import { withLibraryMeta, withWayToPages } from './site/static-html.ts'
import { fetchSource, type Fetched } from './snapshot/fetch-source.ts'
import {
  changedOf,
  listPages,
  readIn,
  removeOldPacks,
  removePages,
  writeAll,
} from './snapshot/files.ts'
import { readLastSnapshot } from './snapshot/last-snapshot.ts'
import { formatFactFile, learn } from './snapshot/learn.ts'
import { makePacks } from './snapshot/make-packs.ts'
import { makePages, placePages } from './snapshot/make-pages.ts'
import { makeShards } from './snapshot/make-shards.ts'
import { isStamped, stampOf, type PageSite } from './snapshot/page-html.ts'
import { formatLists, SHARED_NAMES } from './snapshot/page-lists.ts'
import { readTask, type Task } from './snapshot/task.ts'

/*
 * `npm run snapshot`: writes the library's trees and reports beside the built app, so that a first visit asks GitHub
 * nothing; what is known of the reports and can be searched in them; and a static page of each. Everything is fetched
 * and made before the first file is touched; `snapshot.json` changes last but one, when all that it names is there.
 * What the last run has left in the folder is made again only where something has changed.
 *
 *   npm run snapshot -- [--dist FOLDER] [--url ADDRESS] [--private OWNER/NAME]...
 *
 * GITHUB_TOKEN: a token to ask GitHub with; without one the 60 requests an hour of this machine's address must do.
 */

const token = process.env['GITHUB_TOKEN'] || undefined
const hosts = hostsFrom(process.env)
const github = createGitHub({
  hosts,
  fetch,
  token: () => token,
  onBadToken: () => console.warn('GitHub refused GITHUB_TOKEN; asking without it.'),
  onBudget: () => {},
  onByte: () => {},
})

/** Does everything; a sentence where it could not be done. */
async function makeSnapshot({ dist, allowed, url }: Task): Promise<string | undefined> {
  const page = await readIn(dist, 'index.html')
  const file = await readIn(dist, 'library.json')
  if (!page || !file) {
    return `${dist} holds no ${page ? 'library.json' : 'built app'}: run "npm run build" first, or name its folder with --dist.`
  }
  const library = readLibrary(file)
  if (isFailure(library)) return say(library)

  const last = await readLastSnapshot(dist)
  const fetched: Fetched[] = []
  for (const source of library.sources) {
    const secret = await isPrivate(source)
    if (isFailure(secret)) return `${source.repository}: ${say(secret)}`
    if (secret && !allowed.includes(source.repository)) {
      return `${source.repository} is private. The snapshot would show it to everybody who can open the page; if that is meant, add --private ${source.repository}`
    }
    const one = await fetchSource(github, source, secret, last)
    if (isFailure(one)) return `${source.repository}: ${say(one)}`
    fetched.push(one)
    console.log(describe(source, one))
  }

  const open = fetched.filter((one) => !one.secret)
  const blobs = new Map(fetched.flatMap((one) => one.blobs).map((blob) => [blob.sha, blob.bytes]))
  const { facts, read } = await learn(
    open.flatMap((one) => one.blobs),
    last,
  )
  const packs = makePacks(
    [...blobs].map(([sha, bytes]) => ({ sha, bytes })),
    last.packs,
  )
  const factFiles = packs.all.map((pack) => formatFactFile(pack, facts))
  const shards = await makeShards(open, library, facts, last, read)
  const site: PageSite = { title: library.title, url, hosts }
  const html = new TextDecoder().decode(page)
  const there = await listPages(dist)
  const foreign = await foreignIn(dist, [...there, ...SHARED_NAMES])
  const placed = placePages(open.flatMap((one) => reportsFor(one, facts)))
  const reports = placed.filter(({ file }) => !foreign.has(file))
  const pages = await makePages(
    reports,
    { site, library, hosts, gamVersion: versionOf(html) },
    async (file) => (there.includes(file) ? stampIn(dist, file) : undefined),
    ({ sha }) => blobs.get(sha),
  )

  const snapshot = formatSnapshot({
    madeAt: new Date().toISOString(),
    sources: withoutRepeats(fetched.map((one) => one.source)),
    packs: packs.all,
  })
  const lists = formatLists(reports, site)
  for (const file of [...placed.map((one) => one.file), ...lists.map(([name]) => name)]) {
    if (foreign.has(file)) console.warn(`${file} was not made by Gam, and stays as it is.`)
  }
  const changed = await changedOf(dist, [
    ...packs.made,
    ...factFiles,
    ...shards.made,
    ...pages,
    ...lists.filter(([file]) => !foreign.has(file)),
    [SHARDS_FILE, formatShardFiles(shards.files)],
    ['snapshot.json', snapshot],
    ['index.html', withWayToPages(withLibraryMeta(html, library), reports.length > 0)],
  ])
  const trouble = await writeAll(dist, changed)
  if (trouble !== undefined) return `The files could not be written: ${trouble}`
  const kept = [packs.all, shards.files].flat().map(({ file }) => file)
  await removeOldPacks(dist, new Set([...kept, ...factFiles.map(([file]) => file)]))
  const wanted = new Set([...SHARED_NAMES, ...reports.map(({ file }) => file)])
  const gone = there.filter((file) => !wanted.has(file) && !foreign.has(file))
  await removePages(dist, gone)

  const total = packs.all.reduce((sum, { bytes }) => sum + bytes, 0)
  const asks = fetched.reduce((sum, one) => sum + one.asks, 0)
  console.log(
    `Wrote ${changed.length} files to ${dist}: snapshot.json (${fileSize(snapshot.length)}), ${packs.made.length} of ${packs.all.length} ${packs.all.length === 1 ? 'pack' : 'packs'} (${fileSize(total)}), ${shards.made.length} of ${shards.files.length} search shards, ${pages.length} of ${reports.length} pages (${gone.length} removed). Fetched ${asks} of ${blobs.size} reports.`,
  )
  return undefined
}

/** The reports that get a page, in the list's order. */
function reportsFor({ asked, source: { tree }, entries }: Fetched, facts: ReadonlyMap<Sha, Facts>) {
  const fetched = new Set(entries.map(({ path }) => path))
  const inTree = new Map(tree.entries.map((entry) => [entry.path, entry]))
  return listEntries({ source: asked, tree, facts }).entries.flatMap(({ path, sha }) => {
    const entry = inTree.get(path)
    return entry && fetched.has(path) ? [{ source: asked, tree, entry, facts: facts.get(sha) }] : []
  })
}

const versionOf = (html: string): string =>
  /<meta name="gam-version" content="(\w+)"/.exec(html)?.[1] ?? ''

/** Those of these files that the host has put there itself. */
async function foreignIn(dist: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const foreign = new Set<string>()
  for (const file of files) {
    const bytes = await readIn(dist, file)
    if (bytes && !isStamped(new TextDecoder().decode(bytes.subarray(0, 400)))) foreign.add(file)
  }
  return foreign
}

async function stampIn(dist: string, file: string): Promise<string | undefined> {
  const bytes = await readIn(dist, file)
  return bytes && stampOf(new TextDecoder().decode(bytes.subarray(0, 400)))
}

function readLibrary(bytes: Uint8Array): Library | Failure {
  const file = parseJson(bytes, 'library.json')
  const parsed = isFailure(file) ? file : parseLibrary(file.json)
  if (isFailure(parsed)) return parsed
  for (const what of parsed.ignored) console.warn(`library.json: ${what}.`)
  return parsed.library
}

/** Whether GitHub calls a repository private; without a token nobody sees a private one. */
async function isPrivate(source: Source): Promise<boolean | Failure> {
  if (!token) return false
  const repository = await github.fetchRepository(source.repository, 'person')
  return isFailure(repository) ? repository : repository.private
}

/** Two sources may need the same folder, one with all below it: that tree serves both. */
function withoutRepeats(sources: readonly SnapshotSource[]): readonly SnapshotSource[] {
  const trees = new Map<string, SnapshotSource>()
  for (const source of sources) {
    if (!trees.get(source.key)?.tree.recursive) trees.set(source.key, source)
  }
  return [...trees.values()]
}

const describe = (source: Source, { source: { tree }, blobs }: Fetched): string => {
  const size = blobs.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const cut = tree.truncated ? '; too many files, so only those directly in the folder' : ''
  return `${sourceKey(source)}: ${blobs.length} ${blobs.length === 1 ? 'report' : 'reports'} (${fileSize(size)}) at ${tree.commit.slice(0, 7)}${cut}`
}

/** A failure in the words of a terminal. */
function say(failure: Failure): string {
  if (failure.kind === 'offline') return `${failure.host} did not answer.`
  if (failure.kind === 'malformed') return `${failure.what}: ${failure.problem}`
  const { what } = explain(failure)
  return failure.kind === 'rate-limited' && !token
    ? `${what} Set GITHUB_TOKEN to ask with an account’s own limit.`
    : what
}

const task = readTask()
const problem = typeof task === 'string' ? task : await makeSnapshot(task)
if (problem !== undefined) {
  console.error(problem)
  process.exitCode = 1
}
