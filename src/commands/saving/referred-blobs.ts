import type { Storage } from '../../storage/storage.ts'

/**
 * The names of all blobs that something in this browser refers to: what trees list, what lies at places that none
 * lists, the versions that were read last, and what edits began with or send.
 */
export async function referredBlobs(storage: Storage): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  // One by one: a tree may list a hundred thousand files.
  for (const key of await storage.trees.keys()) {
    for (const { sha } of (await storage.trees.load(key))?.tree.entries ?? []) names.add(sha)
  }
  for (const { sha } of await all(storage.places)) names.add(sha)
  for (const seen of await all(storage.seen)) Object.values(seen).forEach((sha) => names.add(sha))
  for (const { texts, pictures } of await all(storage.drafts)) {
    for (const { before } of texts) if (before) names.add(before)
    for (const { sha } of pictures) names.add(sha)
  }
  for (const { letter } of await all(storage.journals)) {
    for (const file of letter.files) {
      const sha = 'sha' in file ? file.sha : file.before
      if (sha) names.add(sha)
    }
  }
  return names
}

interface Readable<V> {
  keys(): Promise<readonly string[]>
  loadMany(keys: readonly string[]): Promise<ReadonlyMap<string, V>>
}

const all = async <V>(table: Readable<V>): Promise<readonly V[]> => [
  ...(await table.loadMany(await table.keys())).values(),
]
