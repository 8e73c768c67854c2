import { fetchHeads, headKey } from '../../github/fetch-heads.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import { treeKey, type WantedTree } from './trees.ts'

/**
 * Asks about many trees at once, as only who is signed in can, and fetches those that have changed. Gives those that
 * GitHub said nothing of there: each is to be asked about by itself, which says why. The failure where nothing was said.
 */
export async function refreshTrees(
  gam: Gam,
  token: string,
  wanted: readonly WantedTree[],
): Promise<readonly WantedTree[] | Failure> {
  const { hosts, now } = gam
  const fetch = globalThis.fetch.bind(globalThis)
  const heads = await fetchHeads({ hosts, fetch, token, onByte: () => undefined }, wanted)
  if (isFailure(heads)) return heads
  const unsaid: WantedTree[] = []
  for (const one of wanted) {
    const commit = heads.get(headKey(one))
    if (commit) await bringTo(gam, one, commit, now())
    else unsaid.push(one)
  }
  return unsaid
}

async function bringTo(gam: Gam, wanted: WantedTree, commit: Sha, at: number): Promise<void> {
  const stored = await gam.trees.open(wanted, 'page')
  if (isFailure(stored)) return
  const key = treeKey(wanted)
  if (stored.tree.commit === commit) {
    gam.trees.keep(key, { ...stored, checkedAt: at, askedAt: at })
    return
  }
  const { repository, folder, recursive } = wanted
  const tree = await gam.github.fetchTree(repository, commit, folder, recursive, 'page')
  gam.trees.keep(
    key,
    isFailure(tree) ? { ...stored, askedAt: at } : { tree, checkedAt: at, askedAt: at },
  )
}
