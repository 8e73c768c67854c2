import { folderOf } from '../../model/paths.ts'
import type { By } from '../../github/ask.ts'
import type { Place } from '../../model/address.ts'
import { isFailure } from '../../model/failure.ts'
import { parseSubmodules } from '../../model/submodules.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from './open-blob.ts'

/**
 * The place in a submodule's own repository, at the commit that this one points at, for a place below a submodule.
 * undefined where there is none, or where it cannot be found out: whoever asks has a failure to show already.
 */
export async function placeInSubmodule(gam: Gam, place: Place, by: By): Promise<Place | undefined> {
  const { repository, ref } = place
  const top = await gam.trees.open({ repository, ref, folder: '', recursive: false }, by)
  const list = isFailure(top) ? undefined : top.tree.entries.find(isList)
  if (isFailure(top) || !list) return undefined
  const bytes = await openBlob(
    gam,
    { repository, commit: top.tree.commit, path: list.path, sha: list.sha },
    by,
  )
  if (isFailure(bytes)) return undefined
  const submodules = parseSubmodules(new TextDecoder().decode(bytes), repository, gam.hosts)
  for (const [path, at] of submodules) {
    if (!at || (place.path !== path && !place.path.startsWith(`${path}/`))) continue
    const folder = folderOf(path)
    const around = await gam.trees.open({ repository, ref, folder, recursive: false }, by)
    if (isFailure(around)) return undefined
    const entry = around.tree.entries.find((one) => one.path === path && one.mode === '160000')
    return entry && { repository: at, ref: entry.sha, path: place.path.slice(path.length + 1) }
  }
  return undefined
}

const isList = (entry: { readonly path: string }): boolean => entry.path === '.gitmodules'
