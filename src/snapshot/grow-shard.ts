import { newReport } from '../commands/searching/new-report.ts'
import type { Facts } from '../model/facts.ts'
import type { KnownReport, Section, StoredShard } from '../model/search.ts'
import type { Sha } from '../model/sha.ts'
import type { TreeEntry } from '../model/tree.ts'
import { createShard, type NewReport } from '../search/shard.ts'

/** The shard of one source, from what it was and what has changed since; undefined where nothing has. */
export async function growShard(
  stored: StoredShard | undefined,
  reports: readonly TreeEntry[],
  facts: ReadonlyMap<Sha, Facts>,
  read: (sha: Sha) => Promise<readonly Section[] | undefined>,
): Promise<StoredShard | undefined> {
  const shard = createShard(stored)
  const wanted = new Map(
    reports.flatMap(({ path, sha }) => {
      const report = newReport(path, sha, facts.get(sha))
      return report ? [[path, report] as const] : []
    }),
  )
  const gone = [...shard.reports.keys()].filter((path) => !wanted.has(path))
  const changed = [...wanted.values()].filter((one) => !isSame(shard.reports.get(one.path), one))
  if (stored && !gone.length && !changed.length) return undefined
  gone.forEach((path) => shard.remove(path))
  for (const report of changed) {
    const sections = await read(report.sha)
    shard.put(sections ? { ...report, sections } : report)
  }
  await shard.tidy()
  return shard.store()
}

const isSame = (
  known: KnownReport | undefined,
  { sha, title, date, authors }: NewReport,
): boolean =>
  known?.sha === sha &&
  known.title === title &&
  known.date === date &&
  known.authors.join('\n') === authors.join('\n')
