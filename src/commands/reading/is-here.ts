import type { Place } from '../../model/address.ts'
import type { Gam } from '../gam.ts'
import { knownPlace } from './known-place.ts'
import { olderVersions } from './older-versions.ts'
import { storedTree, wantedTree } from './open-report.ts'

/** Whether a report opens without a network: `here` are the names of all blobs that this browser has. */
export async function isHere(gam: Gam, asked: Place, here: ReadonlySet<string>): Promise<boolean> {
  const place = await knownPlace(gam, asked)
  const stored = await storedTree(gam, place, wantedTree(gam, place))
  const entry = stored?.tree.tree.entries.find(({ path }) => path === place.path)
  if (entry && here.has(entry.sha)) return true
  return (await olderVersions(gam, place)).some((sha) => here.has(sha))
}
