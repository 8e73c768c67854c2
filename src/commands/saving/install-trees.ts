import type { Snapshot } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/**
 * Takes over the trees of the host's snapshot where they are newer than what is stored, so that a first visit asks
 * GitHub nothing. They are as old as the answers they rest on, and say so: a snapshot that was made later may tell of an
 * older commit. GitHub is asked again ten minutes later at the earliest.
 */
export async function installTrees(gam: Gam, snapshot: Snapshot): Promise<void> {
  gam.packs.use(snapshot)
  for (const source of snapshot.sources) {
    const checkedAt = Date.parse(source.checkedAt)
    const stored = await gam.trees.load(source.key)
    if (stored && stored.checkedAt >= checkedAt) continue
    gam.trees.keep(source.key, { tree: source.tree, checkedAt, askedAt: gam.now() })
  }
}
