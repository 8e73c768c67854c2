import type { Query } from './query.ts'
import type { Found, Shard } from './shard.ts'
import { foldText } from './words.ts'

/** A shard, and what its source is called: its repository, and its title where it has one. */
export interface NamedShard {
  readonly name: string
  readonly shard: Shard
}

/** Best first; what nothing but filters asks for, newest first. */
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
  const dateOf = ({ report }: Found) => report.date ?? ''
  return all.sort((a, b) => b.score - a.score || dateOf(b).localeCompare(dateOf(a)))
}
