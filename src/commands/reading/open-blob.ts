import type { By } from '../../github/ask.ts'
import { fetchBlob, type ByteSource, type Wanted } from '../../github/byte-sources.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'
import { FRESH_FOR } from '../library/trees.ts'

/**
 * A blob's bytes: stored ones, else from the first byte source that gives the right ones, which are stored then.
 * A full or forbidden store costs offline reading, never the bytes.
 */
export async function openBlob(gam: Gam, wanted: Wanted, by: By): Promise<Uint8Array | Failure> {
  const stored = await gam.storage.blobs.load(wanted.sha)
  if (stored) return stored
  const bytes = await fetchBytes(gam, wanted, by)
  if (!isFailure(bytes)) void gam.storage.blobs.save(wanted.sha, bytes)
  return bytes
}

/** A blob's bytes from the first byte source that gives the right ones. */
export async function fetchBytes(gam: Gam, wanted: Wanted, by: By): Promise<Uint8Array | Failure> {
  const repository = await gam.trees.repositoryOf(wanted.repository, by)
  if (isFailure(repository)) return repository
  return fetchBlob(byteSources(gam, repository.private, by), {
    ...wanted,
    repository: repository.name,
  })
}

/**
 * Where bytes may come from, in this order. Private ones come from the API alone: neither the raw host nor a mirror
 * may learn what is read.
 */
function byteSources(gam: Gam, isPrivate: boolean, by: By): readonly ByteSource[] {
  const { github, hosts, packs, trees } = gam
  const api: ByteSource = {
    official: true,
    fetch: (wanted) => github.fetchApiBlob(wanted.repository, wanted.sha, by),
  }
  if (isPrivate || !hosts.raw) return [{ official: false, fetch: packs.here }, api]
  return [
    { official: false, fetch: packs.here },
    {
      official: true,
      fetch: async (wanted) => {
        const bytes = await github.fetchRaw(wanted.repository, wanted.commit, wanted.path)
        if (!isFailure(bytes) || bytes.kind !== 'not-found') return bytes
        // Raw shows nobody what is private: the repository may have become so.
        const repository = await trees.repositoryOf(wanted.repository, by, FRESH_FOR)
        return !isFailure(repository) && repository.private ? api.fetch(wanted) : bytes
      },
    },
    { official: false, fetch: packs.any },
    ...(hosts.mirror
      ? [
          {
            official: false,
            fetch: async (wanted: Wanted) => {
              const repository = await trees.repositoryOf(wanted.repository, by)
              return isFailure(repository) || repository.private
                ? fail({ kind: 'not-found', what: wanted.path })
                : github.fetchMirror(wanted.repository, wanted.commit, wanted.path)
            },
          },
        ]
      : []),
    // Facts for a list are no reason to spend the hour's requests.
    ...(by === 'person' ? [api] : []),
  ]
}
