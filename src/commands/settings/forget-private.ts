import type { Sha } from '../../model/sha.ts'
import { forgetPictureSizes } from '../../storage/save-picture-size.ts'
import type { Gam } from '../gam.ts'

/** Forgets everything that was read with the token: trees, blobs, facts and places of private repositories. */
export async function forgetPrivate(gam: Gam): Promise<void> {
  const { storage } = gam
  const repositories = await storage.repositories.entries()
  const secret = repositories.filter(([, repository]) => repository.private).map(([name]) => name)
  const isSecret = (key: string) => secret.some((name) => key.startsWith(`${name}@`))
  const gone = new Set<Sha>()
  const kept = new Set<Sha>()
  for (const [key, { tree }] of await storage.trees.entries()) {
    for (const entry of tree.entries) (isSecret(key) ? gone : kept).add(entry.sha)
  }
  for (const [key, place] of await storage.places.entries()) {
    ;(isSecret(key) ? gone : kept).add(place.sha)
  }
  for (const table of [storage.trees, storage.places, storage.heads, storage.seen]) {
    for (const key of await table.keys()) if (isSecret(key)) await table.remove(key)
  }
  for (const sha of gone) {
    if (kept.has(sha)) continue
    await storage.blobs.remove(sha)
    await storage.facts.remove(sha)
  }
  // A drawing does not say whose report it is of; any can be drawn again.
  await storage.drawings.remove(...(await storage.drawings.keys()))
  // Some of their names are addresses that stand in private reports.
  forgetPictureSizes(gam.base)
  // What was asked with a token says nothing about what anybody may see.
  for (const [name] of repositories) {
    await storage.repositories.remove(name)
    gam.trees.forget(name as never)
  }
}
