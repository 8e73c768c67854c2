import type { Facts } from '../../model/facts.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { resolvePicture } from '../../model/resolve-link.ts'
import { savedReports, type Count, type Saved, type SaveProgress } from '../../model/saved.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey } from '../../model/source.ts'
import type { TreeEntry } from '../../model/tree.ts'
import type { StoredTree } from '../../storage/records.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'
import { linkContext } from '../reading/link-context.ts'
import { fetchBytes } from '../reading/open-blob.ts'
import { LARGEST_STORED, openPicture } from '../reading/open-picture.ts'

/** Downloads beside each other: over HTTP/1 a browser opens no more to one host. */
const AT_ONCE = 6

/** A train drops single requests all the time: what was dropped is asked for again after these pauses, in ms. */
const AGAIN_AFTER = [500, 2_500]

/** Versions that are noted in one step. */
const NOTED_AT_ONCE = 50

/** What ends a whole saving: the next report would fare no better. */
const ENDS: ReadonlySet<string> = new Set<Failure['kind']>([
  'offline',
  'timed-out',
  'rate-limited',
  'saving-requests',
  'bad-token',
  'storage-full',
  'storage-unavailable',
  'outdated',
])

/** Where it ended so there is nothing to be had, however often one asks. */
const FINAL: ReadonlySet<string> = new Set<Failure['kind']>(['not-found', 'removed', 'too-large'])

/** Whether this ends a whole saving, and those that would come after. */
export const endsSaving = ({ kind }: Failure): boolean => ENDS.has(kind)

/**
 * Stores all chosen reports and the pictures of the repository that they show; only what is missing is fetched, so
 * that it may be called again after anything. Gives the commit that is here as far as it can ever be had, or why it
 * ended early; undefined where `signal` was raised. What cannot be had is named in the progress and keeps nothing else; where
 * it may be had later, that is what is given when all else is here.
 * 'texts' leaves the pictures out.
 */
export async function saveOffline(
  gam: Gam,
  saved: Saved,
  signal: AbortSignal,
  onProgress: (progress: SaveProgress) => void,
  what: 'all' | 'texts' = 'all',
): Promise<Sha | Failure | undefined> {
  const tree = await gam.trees.open(wantedOf(saved.source), 'page')
  if (isFailure(tree)) return tree
  // Without its list of files nothing of it opens offline.
  const key = treeKey(wantedOf(saved.source))
  const listed = await gam.trees.stored(key)
  const kept = isFailure(listed) ? await gam.storage.trees.save(key, tree) : listed
  if (isFailure(kept)) return kept
  const facts = await gam.facts.load(tree.tree.entries.map(({ sha }) => sha))
  const reports = savedReports(saved, tree.tree, facts)
  const here = new Set(await gam.storage.blobs.keys())
  const download = createDownload(gam, saved, tree, here, onProgress, signal)
  download.say({ reports: { done: 0, of: reports.length } })
  const waiting = reports.values()
  let ended: Failure | undefined
  const next = async (): Promise<void> => {
    for (const entry of waiting) {
      if (ended || signal.aborted) return
      const failure = await download.report(entry, what, facts.get(entry.sha))
      if (failure && endsSaving(failure)) ended ??= failure
      else download.reportDone(failure && entry.path)
      if (failure) download.noteFailure(failure)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  const noted = await download.noteVersions()
  if (isFailure(noted)) ended ??= noted
  return signal.aborted ? undefined : (ended ?? download.passing() ?? tree.tree.commit)
}

const NOTHING: SaveProgress = {
  reports: { done: 0, of: 0 },
  pictures: { done: 0, of: 0 },
  bytes: 0,
  elsewhere: 0,
  missing: [],
}

function createDownload(
  gam: Gam,
  { source }: Saved,
  stored: StoredTree,
  here: ReadonlySet<string>,
  onProgress: (progress: SaveProgress) => void,
  signal: AbortSignal,
) {
  const { commit } = stored.tree
  // Made once: what a tree of 100,000 files holds is not gathered anew for each report.
  const context = linkContext(gam, { place: source, path: source.path, source, tree: stored })
  /** Many reports show one picture. */
  const pictures = new Set<string>()
  const elsewhere = new Set<string>()
  /** What came of each path: it is what is shown of it until the next version is here. */
  let versions: (readonly [string, { readonly sha: Sha }])[] = []
  let progress = NOTHING
  let passing: Failure | undefined

  function noteFailure(failure: Failure): void {
    if (!FINAL.has(failure.kind)) passing ??= failure
  }
  function say(change: Partial<SaveProgress>): void {
    progress = { ...progress, ...change }
    onProgress(progress)
  }
  const missing = (path: string | undefined) =>
    path === undefined ? {} : { missing: [...progress.missing, path] }

  async function again<T>(ask: () => Promise<T | Failure>): Promise<T | Failure> {
    let got = await ask()
    for (const pause of AGAIN_AFTER) {
      const isDropped = isFailure(got) && got.kind === 'offline'
      if (!isDropped || signal.aborted || globalThis.navigator?.onLine === false) break
      await new Promise((resolve) => setTimeout(resolve, pause))
      got = await ask()
    }
    return got
  }

  async function blob(path: string, sha: Sha): Promise<Uint8Array | Failure> {
    const before = here.has(sha) ? await gam.storage.blobs.load(sha) : undefined
    if (before) return counted(before)
    const wanted = { repository: source.repository, commit, path, sha }
    const bytes = await again(() => fetchBytes(gam, wanted, 'page'))
    if (isFailure(bytes)) return bytes
    const kept = await gam.storage.blobs.save(sha, bytes)
    return isFailure(kept) ? kept : counted(bytes)
  }

  function counted(bytes: Uint8Array): Uint8Array {
    say({ bytes: progress.bytes + bytes.length })
    return bytes
  }

  async function noteVersions(): Promise<true | Failure> {
    const some = versions
    versions = []
    return some.length ? gam.storage.places.saveMany(some) : true
  }

  /** Gives only what ends the whole. */
  async function picture(report: string, src: string): Promise<Failure | undefined> {
    const place = { ...context.place, path: report }
    const found = resolvePicture(src, { ...context, place })
    if (found.kind === 'elsewhere') say({ elsewhere: elsewhere.add(found.url).size })
    if (found.kind !== 'repository') return undefined
    const key = JSON.stringify(found.candidates)
    if (pictures.has(key)) return undefined
    say({ pictures: { ...progress.pictures, of: pictures.add(key).size } })
    const opened = await again(() =>
      openPicture(gam, { place, commit, by: 'page' }, found.candidates),
    )
    if (isFailure(opened) && endsSaving(opened)) return opened
    if (isFailure(opened)) noteFailure(opened)
    const isStorable =
      !isFailure(opened) && opened.kind === 'bytes' && opened.bytes.length <= LARGEST_STORED
    const isNew = isStorable && !here.has(opened.sha ?? '')
    const kept = isNew && opened.sha ? await makeSure(opened.sha, opened.bytes) : true
    if (isFailure(kept)) return kept
    say({
      pictures: oneMore(progress.pictures),
      ...(isStorable ? { bytes: progress.bytes + opened.bytes.length } : {}),
      ...missing(isStorable ? undefined : found.candidates[0]),
    })
    return undefined
  }

  /** Whoever only shows a picture does not mind where it cannot be stored; here that is what was promised. */
  const makeSure = async (sha: Sha, bytes: Uint8Array): Promise<true | Failure> =>
    (await gam.storage.blobs.load(sha)) ? true : gam.storage.blobs.save(sha, bytes)

  return {
    say,
    noteFailure,
    noteVersions,
    passing: () => passing,
    async report(
      { path, sha, size }: TreeEntry,
      what: 'all' | 'texts',
      known?: Facts,
    ): Promise<Failure | undefined> {
      let facts = known
      if (!facts || !here.has(sha)) {
        const bytes = await blob(path, sha)
        if (isFailure(bytes)) return bytes
        facts = await gam.facts.make(sha, bytes)
      } else say({ bytes: progress.bytes + (size ?? 0) })
      versions.push([sourceKey({ ...source, path }), { sha }])
      if (versions.length >= NOTED_AT_ONCE) {
        const noted = await noteVersions()
        if (isFailure(noted)) return noted
      }
      for (const src of (what === 'all' && facts?.pictures) || []) {
        const failure = signal.aborted ? undefined : await picture(path, src)
        if (failure) return failure
      }
      return undefined
    },
    reportDone: (gone: string | undefined) =>
      say({ reports: oneMore(progress.reports), ...missing(gone) }),
  }
}

const oneMore = ({ done, of }: Count): Count => ({ done: done + 1, of })
