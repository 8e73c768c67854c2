import type { Snapshot } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/**
 * Takes over the trees of the host's snapshot where they are newer than what is stored, so that a first visit asks
 * GitHub nothing. They are as old as the snapshot, and say so; GitHub is asked again ten minutes later at the earliest.
 */
export async function installTrees(gam: Gam, snapshot: Snapshot): Promise<void> {
  gam.packs.use(snapshot)
  const madeAt = Date.parse(snapshot.madeAt)
  for (const { key, tree } of snapshot.sources) {
    const stored = await gam.trees.load(key)
    if (stored && stored.checkedAt >= madeAt) continue
    gam.trees.keep(key, { tree, checkedAt: madeAt, askedAt: gam.now() })
  }
}
