import type { KnownReport } from '../model/search.ts'
import type { Query } from './query.ts'
import type { Depth, Found, Shard } from './shard.ts'
import { foldText } from './words.ts'

/** A shard, and what its source is called: its repository, and its title where it has one. */
export interface NamedShard {
  readonly name: string
  readonly shard: Shard
  /** Whether a report is one that a person wants offline; where this is absent, none is. */
  readonly isChosen?: (report: KnownReport) => boolean
}

export type FoundIn<S> = Found & { readonly from: S }

/** What is found in one shard after the other, in no order: whoever asks may stop at each step, or let others come first. */
export function* findIn<S extends NamedShard>(
  shards: Iterable<S>,
  query: Query,
  depth: Depth,
): Generator<readonly FoundIn<S>[]> {
  for (const from of shards) {
    const name = foldText(from.name)
    if (query.repo.length && !query.repo.some((one) => name.includes(one))) continue
    const finding = from.shard.find(query, depth)
    let step = finding.next()
    for (; !step.done; step = finding.next()) yield []
    yield step.value
      .filter(({ report }) => isWanted(from, report, query))
      .map((found) => ({ ...found, from }))
  }
}

/** What is saved offline is chosen, and here. */
const isWanted = ({ isChosen }: NamedShard, report: KnownReport, { saved }: Query): boolean =>
  saved === undefined ||
  saved === (report.isFull && !report.isLent && (isChosen?.(report) ?? false))

/** Best first, and of equals the newest. */
export const ranked = <F extends Found>(found: readonly F[]): F[] =>
  found.toSorted(
    (a, b) =>
      b.score - a.score ||
      compare(b.report.date ?? '', a.report.date ?? '') ||
      compare(a.report.path, b.report.path),
  )

/** Not in any language's order, which takes long over ten thousand. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
