import type { Gam } from '../../commands/gam.ts'
import { blobKey, type DraftId, type DraftPicture } from '../../model/draft.ts'

/** Shows the pictures that an edit adds, which no repository has yet; `stop` lets go of them. */
export function createOwnPictures(gam: Gam, id: DraftId, pictures: () => readonly DraftPicture[]) {
  const addresses = new Map<string, Promise<string | undefined>>()

  function addressOf({ sha, type }: DraftPicture) {
    const known = addresses.get(sha)
    if (known) return known
    const made = gam.storage.draftBlobs
      .load(blobKey(id, sha))
      .then((bytes) => bytes && URL.createObjectURL(new Blob([bytes as BlobPart], { type })))
    addresses.set(sha, made)
    return made
  }

  async function show(image: HTMLImageElement, address: Promise<string | undefined>) {
    const url = await address
    if (url) image.src = url
  }

  return {
    show(block: HTMLElement): void {
      for (const image of block.querySelectorAll<HTMLImageElement>('img[data-gam="picture"]')) {
        const paths = JSON.parse(image.dataset['gamKey'] ?? '[]') as readonly string[]
        const added = pictures().find((one) => paths.includes(one.path))
        if (!added) continue
        // No longer one of the repository's, which would be looked for there.
        image.dataset['gam'] = 'added'
        image.loading = 'eager'
        void show(image, addressOf(added))
      }
    },
    stop(): void {
      for (const made of addresses.values()) {
        void made.then((url) => url && URL.revokeObjectURL(url))
      }
    },
  }
}
