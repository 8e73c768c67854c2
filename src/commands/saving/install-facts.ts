import { isFailure } from '../../model/failure.ts'
import { fetchFacts } from '../../site/facts.ts'
import type { Snapshot } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/**
 * Stores the facts that the host has made, so that a first visitor's lists have titles, dates and authors before a text
 * has been read; true where some came. What is damaged or missing is made from the texts, as if the host had made none.
 */
export async function installFacts(
  { storage, facts, base }: Pick<Gam, 'storage' | 'facts' | 'base'>,
  fetch: typeof globalThis.fetch,
  snapshot: Snapshot,
): Promise<boolean> {
  let isNew = false
  for (const { file, shas } of snapshot.packs) {
    const known = await facts.load(shas)
    const missing = new Set(shas.filter((sha) => !known.has(sha)))
    if (!missing.size) continue
    const fetched = await fetchFacts(fetch, base, file)
    if (isFailure(fetched)) {
      if (fetched.kind === 'malformed') console.warn(`${fetched.what}: ${fetched.problem}`)
      continue
    }
    const ours = fetched.filter(({ sha }) => missing.has(sha))
    if (!ours.length) continue
    await storage.facts.saveMany(ours.map((one) => [one.sha, one]))
    isNew = true
  }
  return isNew
}
