import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'

/**
 * Forgets everything that was read with the token: what is stored by the name of a private repository, and every text,
 * picture and their facts that no public tree or place names (older versions are named by none).
 */
export async function forgetPrivate(gam: Gam): Promise<void> {
  const { storage } = gam
  const repositories = await storage.repositories.entries()
  const secret = repositories.filter(([, repository]) => repository.private).map(([name]) => name)
  const isSecret = (key: string) =>
    secret.some((name) => key.startsWith(`${name}@`) || key.includes(` ${name} `))
  for (const table of [
    storage.trees,
    storage.places,
    storage.heads,
    storage.seen,
    storage.settings,
  ]) {
    await table.remove(...(await table.keys()).filter(isSecret))
  }
  const kept = new Set<string>()
  for (const [, { tree }] of await storage.trees.entries()) {
    for (const entry of tree.entries) kept.add(entry.sha)
  }
  for (const [, place] of await storage.places.entries()) kept.add(place.sha)
  for (const table of [storage.blobs, storage.facts]) {
    await table.remove(...(await table.keys()).filter((sha) => !kept.has(sha)))
  }
  // What was asked with a token says nothing about what anybody may see.
  const names = repositories.map(([name]) => name)
  await storage.repositories.remove(...names)
  for (const name of names) gam.trees.forget(name as RepositoryName)
}
