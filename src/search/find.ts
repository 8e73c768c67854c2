import type { Query } from './query.ts'
import type { Found, Shard } from './shard.ts'
import { foldText } from './words.ts'

/** A shard, and what its source is called: its repository, and its title where it has one. */
export interface NamedShard {
  readonly name: string
  readonly shard: Shard
}

/** Best first, and of equals the newest. */
export function findIn<S extends NamedShard>(
  shards: Iterable<S>,
  query: Query,
  typos: boolean,
): (Found & { readonly from: S })[] {
  const all: (Found & { readonly from: S })[] = []
  for (const from of shards) {
    const name = foldText(from.name)
    if (query.repo.length && !query.repo.some((one) => name.includes(one))) continue
    for (const found of from.shard.find(query, typos)) all.push({ ...found, from })
  }
  return all.sort(
    (a, b) =>
      b.score - a.score ||
      compare(b.report.date ?? '', a.report.date ?? '') ||
      compare(a.report.path, b.report.path),
  )
}

/** Not in any language's order, which takes long over ten thousand. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
