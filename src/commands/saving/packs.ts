import { blobSha } from '../../github/check-sha.ts'
import type { Wanted } from '../../github/byte-sources.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import type { PackedBlob } from '../../site/pack.ts'
import type { Snapshot } from '../../site/snapshot.ts'

export type Packs = ReturnType<typeof createPacks>
type Pack = Snapshot['packs'][number]

/** The host's snapshot as a source of bytes: its packs are fetched whole, once. */
export function createPacks(fetch: typeof globalThis.fetch, base: string) {
  let packs: readonly Pack[] = []
  const fetched = new Map<string, Promise<readonly PackedBlob[] | Failure>>()

  // The reader of packs is not needed for a page's first report.
  async function fetchPack(pack: Pack): Promise<readonly PackedBlob[] | Failure> {
    const loaded = await loadGuest(() => import('../../site/pack.ts'))
    return isFailure(loaded) ? loaded : loaded.fetchPack(fetch, base, pack)
  }

  function open(pack: Pack): Promise<readonly PackedBlob[] | Failure> {
    const running = fetched.get(pack.file)
    if (running) return running
    const asked = fetchPack(pack).then((blobs) => {
      // The next one who wants it may try again.
      if (isFailure(blobs)) fetched.delete(pack.file)
      return blobs
    })
    fetched.set(pack.file, asked)
    return asked
  }

  const find = async (pack: Pack | undefined, wanted: Wanted): Promise<Uint8Array | Failure> => {
    const blobs = pack ? await open(pack) : fail({ kind: 'not-found', what: wanted.path })
    if (isFailure(blobs)) return blobs
    const blob = blobs.find((one) => one.sha === wanted.sha)
    return blob?.bytes ?? fail({ kind: 'not-found', what: wanted.path })
  }
  const holding = (sha: Sha) => packs.find((pack) => pack.shas.includes(sha))

  return {
    use(snapshot: Snapshot): void {
      packs = snapshot.packs
    },
    /** Bytes from a pack that is here already or under way. */
    here(wanted: Wanted): Promise<Uint8Array | Failure> {
      const pack = holding(wanted.sha)
      return find(pack && fetched.has(pack.file) ? pack : undefined, wanted)
    },
    /** Bytes from whichever pack has them: it is fetched for one blob only where raw has refused. */
    any: (wanted: Wanted): Promise<Uint8Array | Failure> => find(holding(wanted.sha), wanted),

    /** The blobs of one pack whose bytes have the SHA that the pack says. */
    async checked(pack: Pack): Promise<readonly PackedBlob[] | Failure> {
      const blobs = await open(pack)
      if (isFailure(blobs)) return blobs
      const right: PackedBlob[] = []
      for (const blob of blobs) if ((await blobSha(blob.bytes)) === blob.sha) right.push(blob)
      return right
    },
    /** Lets go of the packs' bytes once they are stored. */
    release: () => fetched.clear(),
  }
}
