import type { By } from '../../github/ask.ts'
import { blobSha } from '../../github/check-sha.ts'
import { rawUrl } from '../../github/github.ts'
import type { Place } from '../../model/address.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from './open-blob.ts'

/** A picture larger than this is shown straight from the raw host and not stored. */
export const LARGEST_STORED = 5 * 1024 * 1024

/** A picture to show: its bytes, or an address where they are too many to store. */
export type Picture =
  | {
      readonly kind: 'bytes'
      readonly bytes: Uint8Array
      readonly type: string
      /** Absent only where the browser computes no SHA-1. */
      readonly sha?: Sha
    }
  | { readonly kind: 'address'; readonly url: string }

export interface PicturesOf {
  readonly place: Place
  readonly commit: Sha | undefined
  /** Who asks; where it is the page itself, GitHub's API is spared. */
  readonly by?: By
}

/** The picture at the first of these paths that has one, from this browser or from the report's repository. */
export async function openPicture(
  gam: Gam,
  of: PicturesOf,
  candidates: readonly string[],
): Promise<Picture | Failure> {
  let failure: Failure = fail({ kind: 'not-found', what: candidates[0] ?? '' })
  for (const path of candidates) {
    const picture = await openAt(gam, of, path)
    if (!isFailure(picture)) return picture
    failure = picture
    if (picture.kind !== 'not-found') break
  }
  return failure
}

async function openAt(gam: Gam, of: PicturesOf, path: string): Promise<Picture | Failure> {
  const type = pictureType(path)
  const listed = await listedBlob(gam, of, path)
  if (listed && listed.size > LARGEST_STORED) return direct(gam, of, path)
  if (listed && of.commit) {
    const wanted = { repository: of.place.repository, commit: of.commit, path, sha: listed.sha }
    const bytes = await openBlob(gam, wanted, of.by ?? 'person')
    return isFailure(bytes) ? bytes : { kind: 'bytes', bytes, type, sha: listed.sha }
  }
  return openUnlisted(gam, of, path, type)
}

/**
 * A picture that no stored tree lists (it lies outside the source's folder) is remembered by its place: that blob is
 * shown at once, and after the commit has changed it is fetched anew for the next time.
 */
async function openUnlisted(
  gam: Gam,
  of: PicturesOf,
  path: string,
  type: string,
): Promise<Picture | Failure> {
  const key = sourceKey({ ...of.place, path })
  const known = await gam.storage.places.load(key)
  const stored = known && (await gam.storage.blobs.load(known.sha))
  const fetched = async (): Promise<Picture | Failure> => {
    const bytes = await fetchAt(gam, of.place.repository, of.commit ?? of.place.ref, path)
    if (isFailure(bytes)) return bytes
    const sha = await blobSha(bytes)
    if (sha && bytes.length <= LARGEST_STORED) {
      await gam.storage.blobs.save(sha, bytes)
      await gam.storage.places.save(key, { sha, ...(of.commit ? { commit: of.commit } : {}) })
    }
    return { kind: 'bytes', bytes, type, ...(sha ? { sha } : {}) }
  }
  if (!stored) return fetched()
  if (known.commit !== of.commit) void fetched()
  return { kind: 'bytes', bytes: stored, type, sha: known.sha }
}

async function fetchAt(
  gam: Gam,
  name: RepositoryName,
  ref: string,
  path: string,
): Promise<Uint8Array | Failure> {
  const repository = await gam.trees.repositoryOf(name, 'person')
  if (isFailure(repository)) return repository
  if (repository.private || !gam.hosts.raw)
    return gam.github.fetchApiFile(name, ref, path, 'person')
  return gam.github.fetchRaw(repository.name, ref, path)
}

async function listedBlob(gam: Gam, of: PicturesOf, path: string) {
  const source = gam
    .library()
    .sources.find((one) => one.repository === of.place.repository && one.ref === of.place.ref)
  if (!source) return undefined
  const tree = await gam.trees.load(sourceKey(source))
  const entry =
    tree?.tree.commit === of.commit
      ? tree?.tree.entries.find((one) => one.path === path)
      : undefined
  return entry && { sha: entry.sha, size: entry.size ?? 0 }
}

async function direct(gam: Gam, of: PicturesOf, path: string): Promise<Picture | Failure> {
  const repository = await gam.trees.repositoryOf(of.place.repository, 'person')
  if (isFailure(repository)) return repository
  if (repository.private || !gam.hosts.raw) {
    return fail({ kind: 'too-large', path, bytes: 0, limit: LARGEST_STORED })
  }
  return {
    kind: 'address',
    url: rawUrl(gam.hosts, repository.name, of.commit ?? of.place.ref, path),
  }
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  bmp: 'image/bmp',
}

const pictureType = (path: string): string =>
  TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
