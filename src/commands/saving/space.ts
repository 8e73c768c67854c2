import { isListed } from '../../model/list-entries.ts'
import type { Source } from '../../model/source.ts'
import { covers, sourceKey } from '../../model/source.ts'
import { isFile, isMarkdown } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, wantedOf } from '../library/trees.ts'

/** What this browser has of one source. */
interface StoredSource {
  readonly source: Source
  /** Reports that are here, of all that lists show. */
  readonly here: number
  readonly of: number
  /** Of its reports and pictures that are here, as GitHub counts them. */
  readonly bytes: number
}

export interface Space {
  readonly sources: readonly StoredSource[]
  /** Of all that this site stores, as the browser counts it, in bytes; absent where it does not say. */
  readonly used?: number
  /** How much it may be at most. */
  readonly quota?: number
  /** The browser deletes nothing by itself; absent where it does not say. */
  readonly isPersistent?: boolean
}

/** What is stored, source by source: those of the library, and those that are saved besides. */
export async function measureSpace(gam: Gam): Promise<Space> {
  const here = new Set(await gam.storage.blobs.keys())
  const saved = await gam.storage.saves.loadMany(await gam.storage.saves.keys())
  const all = [...gam.library().sources, ...[...saved.values()].map(({ source }) => source)]
  const sources: StoredSource[] = []
  for (const source of new Map(all.map((one) => [sourceKey(one), one])).values()) {
    const stored = await gam.trees.load(treeKey(wantedOf(source)))
    const files =
      stored?.tree.entries.filter((one) => isFile(one) && covers(source, one.path)) ?? []
    const texts = files.filter(({ path }) => isMarkdown(path))
    const facts = await gam.facts.load(texts.map(({ sha }) => sha))
    const reports = texts.filter((one) => isListed(one, source, facts))
    const mine = files.filter(({ sha }) => here.has(sha))
    sources.push({
      source,
      here: reports.filter(({ sha }) => here.has(sha)).length,
      of: reports.length,
      bytes: [...new Map(mine.map((one) => [one.sha, one.size ?? 0])).values()].reduce(
        (sum, size) => sum + size,
        0,
      ),
    })
  }
  return { sources, ...(await askBrowser()) }
}

async function askBrowser(): Promise<Pick<Space, 'used' | 'quota' | 'isPersistent'>> {
  try {
    const [{ usage, quota }, isPersistent] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ])
    return {
      ...(usage === undefined ? {} : { used: usage }),
      ...(quota === undefined ? {} : { quota }),
      isPersistent,
    }
  } catch {
    // No secure context, or Firefox in a private window.
    return {}
  }
}
