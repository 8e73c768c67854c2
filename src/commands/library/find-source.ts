import type { Place } from '../../model/address.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { isShown } from '../../model/list-entries.ts'
import { sourceCovering, type Source } from '../../model/source.ts'
import { isMarkdown } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { OLD_DEFAULTS } from '../reading/known-place.ts'
import { settlePlace } from '../reading/settle-place.ts'
import { treeKey, wantedOf } from './trees.ts'

/**
 * The source that a place on GitHub means, which may not be the one that its address seems to name (`settlePlace`);
 * the failure where nothing is there. Without a network it is believed.
 */
export async function findSource(gam: Gam, place: Place): Promise<Source | Failure> {
  const found = await fetchSource(gam, place)
  if (!isFailure(found)) return found
  if (found.kind === 'offline') return sourceAt(place)
  const settled = await settlePlace(gam, place, found, 'person')
  return isFailure(settled) ? settled : fetchSource(gam, settled.place)
}

async function fetchSource(gam: Gam, place: Place): Promise<Source | Failure> {
  const source = sourceAt(place)
  const stored = await gam.trees.refresh(wantedOf(source), 'person')
  if (isFailure(stored)) return stored
  const isThere =
    !isMarkdown(place.path) || stored.tree.entries.some((entry) => entry.path === place.path)
  return isThere ? source : fail({ kind: 'not-found', what: `${place.repository}/${place.path}` })
}

const sourceAt = ({ repository, ref, path }: Place): Source => ({
  repository,
  ref,
  path,
  exclude: [],
  from: 'reader',
})

/** The source whose list shows this one's reports already, also where it names the default branch as `HEAD`. */
export async function sourceShowing(
  gam: Gam,
  sources: readonly Source[],
  wanted: Source,
): Promise<Source | undefined> {
  const path = isMarkdown(wanted.path) ? wanted.path : `${wanted.path}/README.md`
  const showing = (ref: string) =>
    sourceCovering(
      sources.filter((one) => isShown(path, one)),
      { ...wanted, ref },
    )
  const same = showing(wanted.ref)
  if (same || !OLD_DEFAULTS.has(wanted.ref)) return same
  const onHead = showing('HEAD')
  if (!onHead) return undefined
  const [one, other] = await Promise.all(
    [onHead, wanted].map((source) => gam.trees.load(treeKey(wantedOf(source)))),
  )
  return one && one.tree.commit === other?.tree.commit ? onHead : undefined
}
