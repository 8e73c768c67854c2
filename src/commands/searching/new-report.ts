import type { Facts } from '../../model/facts.ts'
import type { Sha } from '../../model/sha.ts'
import { titleFromPath } from '../../model/titles.ts'
import type { NewReport } from '../../search/shard.ts'

/** What search is told of a report besides its text; undefined where it is to be found by nobody. */
export function newReport(path: string, sha: Sha, facts: Facts | undefined): NewReport | undefined {
  if (facts?.unlisted) return undefined
  return {
    path,
    sha,
    title: facts?.title || titleFromPath(path),
    authors: facts?.authors.map(({ name }) => name) ?? [],
    ...(facts?.date ? { date: facts.date } : {}),
  }
}
