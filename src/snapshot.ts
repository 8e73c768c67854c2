import { folderOf } from './model/paths.ts'
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { hostsFrom } from './build/policy.ts'
import { explain } from './components/explain-failure.ts'
import { fileSize } from './components/file-size.ts'
import { fetchBlob, type ByteSource } from './github/byte-sources.ts'
import { createGitHub } from './github/github.ts'
import { LARGEST_REPORT } from './markdown/decode.ts'
import { fail, isFailure, type Failure } from './model/failure.ts'
import { listEntries } from './model/list-entries.ts'
import { sourceKey, type Library, type Source } from './model/source.ts'
import { isMarkdown } from './model/tree.ts'
import { parseJson } from './site/fetch-beside.ts'
import { parseLibrary } from './site/library.ts'
import { formatPack, splitIntoPacks, type PackedBlob } from './site/pack.ts'
import { formatSnapshot, type SnapshotPack, type SnapshotSource } from './site/snapshot.ts'
import { withLibraryMeta } from './site/static-html.ts'
import { readIn, removeOldPacks, writeAll } from './snapshot/files.ts'

/*
 * `npm run snapshot`: writes the library's trees and reports beside the built app, so that a first visit asks GitHub
 * nothing. Everything is fetched and checked before the first file is touched; `snapshot.json` changes last but one,
 * when all that it names is there.
 *
 *   npm run snapshot -- [--dist FOLDER] [--private OWNER/NAME]...
 *
 * GITHUB_TOKEN: a token to ask GitHub with; without one the 60 requests an hour of this machine's address must do.
 */

const FETCHES_AT_ONCE = 6

interface Task {
  readonly dist: string
  /** Repositories that may be published although they are private; lower case. */
  readonly allowed: readonly string[]
}

interface Fetched {
  readonly source: SnapshotSource
  readonly blobs: readonly PackedBlob[]
}

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

const fromRaw: ByteSource = {
  official: false,
  fetch: ({ repository, commit, path }) => github.fetchRaw(repository, commit, path),
}
const fromApi: ByteSource = {
  official: false,
  fetch: ({ repository, sha }) => github.fetchApiBlob(repository, sha, 'person'),
}

/** Does everything; a sentence where it could not be done. */
async function makeSnapshot({ dist, allowed }: Task): Promise<string | undefined> {
  const page = await readIn(dist, 'index.html')
  const file = await readIn(dist, 'library.json')
  if (!page || !file) {
    return `${dist} holds no ${page ? 'library.json' : 'built app'}: run "npm run build" first, or name its folder with --dist.`
  }
  const parsed = readLibrary(file)
  if (isFailure(parsed)) return say(parsed)

  const fetched: Fetched[] = []
  for (const source of parsed.sources) {
    const secret = await isPrivate(source)
    if (isFailure(secret)) return `${source.repository}: ${say(secret)}`
    if (secret && !allowed.includes(source.repository)) {
      return `${source.repository} is private. The snapshot would show it to everybody who can open the page; if that is meant, add --private ${source.repository}`
    }
    const one = await fetchSource(source, secret)
    if (isFailure(one)) return `${source.repository}: ${say(one)}`
    fetched.push(one)
    console.log(describe(source, one))
  }

  const packs = makePacks(fetched)
  const snapshot = formatSnapshot({
    madeAt: new Date().toISOString(),
    sources: withoutRepeats(fetched.map((one) => one.source)),
    packs: packs.map(({ file, bytes, shas }) => ({ file, bytes: bytes.length, shas })),
  })
  const html = withLibraryMeta(new TextDecoder().decode(page), parsed)
  const trouble = await writeAll(dist, [
    ...packs.map(({ file, bytes }) => [file, bytes] as const),
    ['snapshot.json', snapshot],
    ['index.html', html],
  ])
  if (trouble !== undefined) return `The files could not be written: ${trouble}`
  await removeOldPacks(dist, new Set(packs.map((pack) => pack.file)))
  const total = packs.reduce((sum, { bytes }) => sum + bytes.length, 0)
  console.log(
    `Wrote snapshot.json (${fileSize(snapshot.length)}) and ${packs.length} ${packs.length === 1 ? 'pack' : 'packs'} (${fileSize(total)}) to ${dist}.`,
  )
  return undefined
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

async function fetchSource(source: Source, secret: boolean): Promise<Fetched | Failure> {
  const { repository, ref, path } = source
  // A source of one file stands in the tree of the folder it lies in, as in the app.
  const isOneFile = isMarkdown(path)
  const folder = isOneFile ? folderOf(path) : path
  const commit = await github.fetchHead(repository, ref, 'person')
  if (isFailure(commit)) return commit
  const tree = await github.fetchTree(repository, commit, folder, !isOneFile, 'person')
  if (isFailure(tree)) return tree
  const large = tree.entries.filter((one) => (one.size ?? 0) > LARGEST_REPORT).map((one) => one.sha)
  const listed = listEntries({ source, tree, facts: new Map() }).entries
  const entries = listed.filter((one) => !large.includes(one.sha))
  if (isOneFile && !listed.length) return fail({ kind: 'removed', path, repository })

  const blobs = new Map<string, PackedBlob>()
  const queue = entries.values()
  let failure: Failure | undefined
  const fetchSome = async () => {
    for (const { path, sha } of queue) {
      if (failure) return
      const wanted = { repository, commit, path, sha }
      const bytes = await fetchBlob(secret ? [fromApi] : [fromRaw, fromApi], wanted)
      if (isFailure(bytes)) failure ??= bytes
      else blobs.set(sha, { sha, bytes })
    }
  }
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, fetchSome))
  if (failure) return failure
  const key = sourceKey({ repository, ref, path: folder })
  // In the list's order, so that the same library gives the same packs.
  const ordered = entries.flatMap(({ sha }) => blobs.get(sha) ?? [])
  return { source: { repository, ref, key, tree }, blobs: ordered }
}

/** Each pack is named by its content: a reader's browser may keep it for ever, and an old snapshot's stay apart. */
function makePacks(fetched: readonly Fetched[]) {
  const blobs = new Map(fetched.flatMap((one) => one.blobs).map((blob) => [blob.sha, blob]))
  return splitIntoPacks([...blobs.values()]).map((part, at) => {
    const pack = formatPack(part)
    const name = createHash('sha256').update(pack).digest('hex').slice(0, 10)
    const shas: SnapshotPack['shas'] = part.map((blob) => blob.sha)
    return { file: `snapshot-${at}-${name}.pack`, bytes: gzipSync(pack, { level: 9 }), shas }
  })
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

function readTask(): Task | string {
  try {
    const { values } = parseArgs({
      options: {
        dist: { type: 'string', default: 'dist' },
        private: { type: 'string', multiple: true, default: [] },
      },
    })
    return { dist: values.dist, allowed: values.private.map((name) => name.toLowerCase()) }
  } catch (error) {
    // An option that does not exist, or one without its value.
    return error instanceof Error ? error.message : String(error)
  }
}

const task = readTask()
const problem = typeof task === 'string' ? task : await makeSnapshot(task)
if (problem !== undefined) {
  console.error(problem)
  process.exitCode = 1
}
