import { gzipSync } from 'node:zlib'
import type { Facts } from '../model/facts.ts'
import type { Sha } from '../model/sha.ts'
import { factsFile, formatFacts } from '../site/facts.ts'
import type { PackedBlob } from '../site/pack.ts'
import type { SnapshotPack } from '../site/snapshot.ts'
import type { NewFile } from './files.ts'
import type { LastSnapshot } from './last-snapshot.ts'
import { readText, type ReadText } from './read-text.ts'

/** What is known of the reports, from the last run or from their texts, each of which is read once at most. */
export async function learn(blobs: readonly PackedBlob[], last: LastSnapshot) {
  const texts = new Map(blobs.map(({ sha, bytes }) => [sha, bytes]))
  const known = new Map<Sha, Promise<ReadText | undefined>>()
  const read = (sha: Sha): Promise<ReadText | undefined> => {
    const bytes = texts.get(sha)
    const reading = known.get(sha) ?? (bytes ? readText(sha, bytes) : Promise.resolve(undefined))
    known.set(sha, reading)
    return reading
  }
  const facts = new Map<Sha, Facts>()
  for (const sha of texts.keys()) {
    const made = last.facts.get(sha) ?? (await read(sha))?.facts
    if (made) facts.set(sha, made)
  }
  return { facts, read: async (sha: Sha) => (await read(sha))?.sections }
}

/** The file of facts beside a pack. */
export function formatFactFile(
  { file, shas }: SnapshotPack,
  facts: ReadonlyMap<Sha, Facts>,
): NewFile {
  const all = formatFacts(shas.flatMap((sha) => facts.get(sha) ?? []))
  return [factsFile(file), gzipSync(all, { level: 9 })]
}
