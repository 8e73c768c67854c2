import type { Reading } from '../../model/reading.ts'
import { sourceKey } from '../../model/source.ts'
import { folderOf } from '../../model/paths.ts'
import type { Gam } from '../gam.ts'
import { treeKey } from '../library/trees.ts'
import { wantedTree } from './open-report.ts'

/** The keys of those reports that their repository has no more, as far as it was last looked at. Asks nobody. */
export async function findGone(
  gam: Gam,
  readings: Iterable<Reading>,
): Promise<ReadonlySet<string>> {
  const byTree = Map.groupBy(readings, ({ place }) => treeKey(wantedTree(gam, place)))
  const gone = new Set<string>()
  for (const [key, some] of byTree) {
    const tree = (await gam.trees.load(key))?.tree
    if (!tree || tree.truncated) continue
    const there = new Set(tree.entries.map(({ path }) => path))
    for (const { place } of some) {
      const isListed = tree.recursive || folderOf(place.path) === tree.folder
      if (isListed && !there.has(place.path)) gone.add(sourceKey(place))
    }
  }
  return gone
}
