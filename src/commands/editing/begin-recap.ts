import type { Place } from '../../model/address.ts'
import type { Draft } from '../../model/draft.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { folderOf } from '../../model/paths.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import { beginFile } from './begin-draft.ts'
import { editedRepository } from './edited-repository.ts'

/** Where a new report is written: a folder at a ref, and the commit that it is known at. */
export interface RecapPlace extends Place {
  readonly base: Sha
  /** All files that are known to lie there, and elsewhere in the repository. */
  readonly paths: readonly string[]
}

/** A stored edit that adds a report; fails where the path is taken, as far as GitHub can be asked. */
export async function beginRecap(
  gam: Gam,
  { repository: name, ref, path: known, base }: RecapPlace,
  path: string,
  text: string,
): Promise<Draft | Failure> {
  const branch = isSha(ref) ? 'HEAD' : ref
  const folder = folderOf(path)
  if (branch !== ref || !(known === '' || `${folder}/`.startsWith(`${known}/`))) {
    const wanted = { repository: name, ref: branch, folder, recursive: false }
    const tree = await gam.trees.open(wanted, 'person')
    if (!isFailure(tree) && tree.tree.entries.some((one) => one.path === path)) {
      return fail({ kind: 'malformed', what: path, problem: 'a file with this name is there' })
    }
  }
  const where = {
    ...(await editedRepository(gam, name)),
    branch,
    base,
    ...(branch === ref ? {} : { isBaseUnsure: true }),
  }
  return beginFile(gam, where, { path, text })
}
