import { folderOf } from '../../model/paths.ts'
import type { By } from '../../github/ask.ts'
import { blobSha } from '../../github/check-sha.ts'
import type { StoredTree } from '../../storage/records.ts'
import type { Place } from '../../model/address.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceCovering, sourceKey, type Source } from '../../model/source.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import type { Gam } from '../gam.ts'
import { treeKey, type WantedTree } from '../library/trees.ts'
import { followLinks } from './follow-links.ts'
import { openBlob } from './open-blob.ts'
import { knownPlace } from './known-place.ts'

/** In milliseconds. */
const RELOAD_PATIENCE = 1_500
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A submodule in a submodule, on a branch with a slash: more is a riddle. */
const MOST_DETOURS = 4

/** A report's bytes and what is known of where they come from. */
export interface OpenedReport {
  readonly place: Place
  /** The file itself: another path than the place's where that is a symbolic link. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Absent only where the browser computes no SHA-1. */
  readonly sha?: Sha
  /** The source of the library that the report belongs to. */
  readonly source?: Source
  /** Absent while the tree has not answered: the bytes come from GitHub's raw host and are being checked. */
  readonly tree?: StoredTree
  readonly goneBranch?: string
  /** What the question "is this still the newest?" brings. */
  readonly later: Promise<Later>
}

export type Later =
  /** `place`: what the address turned out to mean, where that was not known when the report was shown. */
  | { readonly kind: 'same'; readonly tree: StoredTree; readonly place?: Place }
  /** `failure`: why the newer version could not be had. */
  | {
      readonly kind: 'newer'
      readonly tree: StoredTree
      readonly place?: Place
      readonly failure?: Failure
    }
  | { readonly kind: 'removed'; readonly tree: StoredTree }
  | { readonly kind: 'unchecked'; readonly failure: Failure }

/**
 * Opens a report: at once from what is stored, else from the network. No API call for a report whose tree is known;
 * at most two for its folder otherwise, and meanwhile raw's bytes are shown.
 */
export async function openReport(
  gam: Gam,
  asked: Place,
  reloaded = false,
): Promise<OpenedReport | Failure> {
  const place = await knownPlace(gam, asked)
  const wanted = wantedTree(gam, place)
  // Who reloads wants what is there now, if that does not take long.
  if (reloaded) await Promise.race([gam.trees.refresh(wanted, 'person'), after(RELOAD_PATIENCE)])
  const stored = await storedTree(gam, place, wanted)
  if (stored) {
    const opened = await openIn(gam, place, stored.tree)
    if (opened) {
      return isFailure(opened)
        ? openOlder(gam, place, stored.tree, opened)
        : { ...opened, later: check(gam, opened, stored) }
    }
  }
  const remembered = await openRemembered(gam, place)
  if (!remembered) return openUnknown(gam, place, wanted)
  const fromTree = openThroughTree(gam, place, wanted, Promise.resolve(remembered))
  return { ...remembered, later: afterRaw(fromTree, remembered) }
}

/** No tree lists the report yet: raw and the tree are asked at once, and whichever answers first is shown. */
async function openUnknown(
  gam: Gam,
  place: Place,
  wanted: WantedTree,
): Promise<OpenedReport | Failure> {
  const fromRaw = openFromRaw(gam, place)
  const fromTree = openThroughTree(gam, place, wanted, fromRaw)
  const first = await Promise.race([
    fromTree,
    fromRaw.then((raw) => (isFailure(raw) ? fromTree : raw)),
  ])
  if (isFailure(first)) {
    // GitHub's API cannot be asked, or knows nothing: raw may still have it.
    const raw = await fromRaw
    return isFailure(raw) ? first : { ...raw, later: afterRaw(fromTree, raw) }
  }
  return first.tree ? first : { ...first, later: afterRaw(fromTree, first) }
}

async function openThroughTree(
  gam: Gam,
  place: Place,
  wanted: WantedTree,
  underWay: Promise<OpenedReport | Failure>,
  detours = 0,
): Promise<OpenedReport | Failure> {
  const tree = await gam.trees.refresh(wanted, 'person')
  if (isFailure(tree)) {
    if (tree.kind !== 'not-found' || detours === MOST_DETOURS) return tree
    // Branches that are not what they seem are rare: the code for them comes when it is needed.
    const loaded = await loadGuest(() => import('./settle-place.ts'))
    if (isFailure(loaded)) return loaded
    const settled = await loaded.settlePlace(gam, place, tree, 'person')
    if (isFailure(settled)) return settled
    const again = await openThroughTree(
      gam,
      settled.place,
      wantedTree(gam, settled.place),
      underWay,
      detours + 1,
    )
    return isFailure(again) || !settled.goneBranch
      ? again
      : { ...again, goneBranch: settled.goneBranch }
  }
  // What raw was asked for already is not asked for again at the commit.
  await underWay
  const opened = (await openIn(gam, place, tree)) ?? (await openBelow(gam, place, wanted, tree))
  if (!opened) {
    return fail({ kind: 'removed', path: place.path, repository: place.repository })
  }
  return isFailure(opened)
    ? opened
    : { ...opened, later: Promise.resolve({ kind: 'same', tree } as const) }
}

/** GitHub cuts a very large tree short: what it does not list may be there all the same. */
async function openBelow(gam: Gam, place: Place, wanted: WantedTree, { tree }: StoredTree) {
  if (!tree.truncated) return undefined
  const wider = await widen(gam, wanted, place.path)
  if (isFailure(wider)) return wider.kind === 'not-found' ? undefined : wider
  return openIn(gam, place, wider)
}

async function widen(gam: Gam, wanted: WantedTree, path: string): Promise<StoredTree | Failure> {
  const loaded = await loadGuest(() => import('../library/widen-tree.ts'))
  return isFailure(loaded) ? loaded : loaded.widenTree(gam, wanted, folderOf(path))
}

/** What raw alone gave at an earlier time, where no tree could be had. */
async function openRemembered(gam: Gam, place: Place): Promise<OpenedReport | undefined> {
  const known = await gam.storage.places.load(sourceKey(place))
  const bytes = known && (await gam.storage.blobs.load(known.sha))
  return bytes
    ? { ...(await about(gam, place)), path: place.path, bytes, sha: known.sha, later: never }
    : undefined
}

/** Where the newest version cannot be had, an older one that is here is shown, and says so. */
async function openOlder(
  gam: Gam,
  place: Place,
  tree: StoredTree,
  failure: Failure,
): Promise<OpenedReport | Failure> {
  const loaded = await loadGuest(() => import('./older-versions.ts'))
  const older = isFailure(loaded) ? undefined : await loaded.loadOlder(gam, place)
  if (!older) return failure
  const later = Promise.resolve({ kind: 'newer', tree, failure } as const)
  return { ...(await about(gam, place)), path: place.path, ...older, later }
}

async function openFromRaw(gam: Gam, place: Place): Promise<OpenedReport | Failure> {
  const repository = await gam.trees.repositoryOf(place.repository, 'person')
  if (isFailure(repository)) return repository
  if (repository.private) return fail({ kind: 'not-found', what: place.path })
  const bytes = await gam.github.fetchRaw(repository.name, place.ref, place.path)
  if (isFailure(bytes)) return bytes
  if (looksLikeLink(bytes)) return fail({ kind: 'not-found', what: place.path })
  const sha = await blobSha(bytes)
  // Nobody waits for it.
  if (sha)
    void gam.storage.blobs
      .save(sha, bytes)
      .then(() => gam.storage.places.save(sourceKey(place), { sha }))
  return {
    ...(await about(gam, place)),
    path: place.path,
    bytes,
    ...(sha ? { sha } : {}),
    later: never,
  }
}

/** Raw sends a symbolic link's target as its text; only the tree can tell. */
const looksLikeLink = (bytes: Uint8Array): boolean =>
  bytes.length < 300 && /^[^\s#]+\.\w+$/.test(new TextDecoder().decode(bytes))

const never = new Promise<Later>(() => undefined)

async function afterRaw(
  fromTree: Promise<OpenedReport | Failure>,
  shown: OpenedReport,
): Promise<Later> {
  const opened = await fromTree
  if (isFailure(opened)) {
    return { kind: 'unchecked', failure: opened }
  }
  if (!opened.tree)
    return { kind: 'unchecked', failure: fail({ kind: 'not-found', what: shown.path }) }
  return {
    kind: opened.sha === shown.sha ? 'same' : 'newer',
    tree: opened.tree,
    place: opened.place,
  }
}

async function openIn(
  gam: Gam,
  place: Place,
  stored: StoredTree,
): Promise<Omit<OpenedReport, 'later'> | Failure | undefined> {
  const entry = await followLinks(gam, place.repository, stored.tree, place.path)
  if (!entry || isFailure(entry)) return entry
  if (entry.mode === '160000' || entry.mode === '040000') return undefined
  const { path, sha } = entry
  const wanted = { repository: place.repository, commit: stored.tree.commit, path, sha }
  const bytes = await openBlob(gam, wanted, 'person')
  if (isFailure(bytes)) return bytes
  return { ...(await about(gam, place)), path, bytes, sha, tree: stored }
}

async function about(gam: Gam, place: Place): Promise<{ place: Place; source?: Source }> {
  const source = sourceCovering(gam.library().sources, place)
  return source ? { place, source } : { place }
}

/** Asks whether the shown report is still the newest, where it is time to ask. */
async function check(
  gam: Gam,
  opened: Omit<OpenedReport, 'later'>,
  stored: { readonly wanted: WantedTree; readonly tree: StoredTree },
): Promise<Later> {
  if (!gam.trees.isDue(stored.wanted, stored.tree)) return { kind: 'same', tree: stored.tree }
  return checkNow(gam, opened, stored.wanted, 'page')
}

/** The same, now, because a person asks. */
export async function checkNow(
  gam: Gam,
  opened: Pick<OpenedReport, 'path' | 'sha'>,
  wanted: WantedTree,
  by: By,
): Promise<Later> {
  let tree = await gam.trees.refresh(wanted, by)
  if (!isFailure(tree) && tree.tree.truncated && compare(opened, tree).kind === 'removed')
    tree = await widen(gam, wanted, opened.path)
  return isFailure(tree) ? { kind: 'unchecked', failure: tree } : compare(opened, tree)
}

/** What a list of files says of the report that is shown. */
export function compare(
  opened: Pick<OpenedReport, 'path' | 'sha'>,
  tree: StoredTree,
): Exclude<Later, { kind: 'unchecked' }> {
  const entry = tree.tree.entries.find((one) => one.path === opened.path)
  if (!entry) return { kind: 'removed', tree }
  return { kind: entry.sha === opened.sha ? 'same' : 'newer', tree }
}

/** The tree to ask for: the source's that holds the report, else the report's own folder, not what lies below it. */
export function wantedTree(gam: Gam, place: Place): WantedTree {
  const source = sourceCovering(gam.library().sources, place)
  const own = folderOf(place.path)
  const { repository, ref } = place
  if (!source || source.path === place.path)
    return { repository, ref, folder: own, recursive: false }
  return { repository, ref, folder: source.path, recursive: true }
}

/** The stored tree that lists the report: its source's, its own folder's, or one further up that was opened before. */
export async function storedTree(
  gam: Gam,
  place: Place,
  wanted: WantedTree,
): Promise<{ wanted: WantedTree; tree: StoredTree } | undefined> {
  const parts = place.path.split('/').slice(0, -1)
  const folders = parts.map((_, at) => parts.slice(0, parts.length - at).join('/')).concat('')
  const candidates = [
    wanted,
    ...folders.map((folder) => ({ ...wanted, folder, recursive: folder !== folders[0] })),
  ]
  for (const candidate of candidates) {
    const tree = await gam.trees.load(treeKey(candidate))
    if (tree?.tree.entries.some((entry) => entry.path === place.path)) {
      return { wanted: { ...candidate, recursive: tree.tree.recursive }, tree }
    }
  }
  return undefined
}
