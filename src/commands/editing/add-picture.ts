import { blobSha } from '../../github/check-sha.ts'
import { blobKey, type Draft, type DraftPicture } from '../../model/draft.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { pictureName, pictureTypeOf } from '../../model/picture-bytes.ts'
import { freePath, pictureFolder } from '../../model/picture-folder.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'

/** In bytes: more is too much for a report, and for who reads it on the way. */
const LARGEST_PICTURE = 5 * 1024 * 1024

/**
 * A picture for a report, its bytes stored with the draft, which does not list it yet. The same picture twice is one
 * file. `paths`: what the repository holds, as far as it is known.
 */
export async function addPicture(
  gam: Gam,
  draft: Draft,
  report: string,
  file: File,
  paths: readonly string[],
): Promise<DraftPicture | Failure> {
  if (file.size > LARGEST_PICTURE) {
    return fail({ kind: 'too-large', path: file.name, bytes: file.size, limit: LARGEST_PICTURE })
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = pictureTypeOf(bytes)
  if (!type) return fail({ kind: 'malformed', what: file.name, problem: 'it is no picture' })
  const sha = await blobSha(bytes)
  if (!sha)
    return fail({ kind: 'storage-unavailable', problem: 'the page was not opened over https' })
  const same = draft.pictures.find((one) => one.sha === sha)
  if (same) return same
  const kept = await gam.storage.draftBlobs.save(blobKey(draft.id, sha), bytes)
  if (isFailure(kept)) return kept
  const taken = new Set([...paths, ...draft.pictures.map((one) => one.path)])
  const folder = pictureFolder(report, [...taken])
  const path = freePath(folder, pictureName(nameOf(file, sha), type), (one) => taken.has(one))
  return { path, sha, bytes: bytes.length, type }
}

/** Browsers call whatever is pasted `image.png`: two edits under way at once would take the same path. */
const nameOf = ({ name }: File, sha: Sha): string =>
  name.replace(/^image(?=\.\w+$)/i, `image-${sha.slice(0, 7)}`)
