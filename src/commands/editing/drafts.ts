import type { Draft, DraftId } from '../../model/draft.ts'
import type { Journal } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'

/** An edit with what has become of it. */
export interface Edit {
  readonly draft: Draft
  /** None: not sent. */
  readonly journal?: Journal
}

/** All edits of this browser, the last changed first. */
export async function loadEdits({ storage }: Pick<Gam, 'storage'>): Promise<readonly Edit[]> {
  const keys = await storage.drafts.keys()
  const [drafts, journals] = await Promise.all([
    storage.drafts.loadMany(keys),
    storage.journals.loadMany(keys),
  ])
  return [...drafts.values()]
    .sort((a, b) => b.changedAt - a.changedAt)
    .map((draft) => {
      const journal = journals.get(draft.id)
      return journal ? { draft, journal } : { draft }
    })
}

/** The unsent edit of a file, if there is one. */
export async function findUnsent(
  gam: Gam,
  repository: RepositoryName,
  path: string,
): Promise<Draft | undefined> {
  const edits = await loadEdits(gam)
  return edits.find(
    ({ draft, journal }) =>
      !journal && draft.repository === repository && draft.texts.some((one) => one.path === path),
  )?.draft
}

/** Removes an edit with all that belongs to it; what is returned brings it back. */
export async function deleteEdit({ storage }: Gam, id: DraftId): Promise<() => Promise<void>> {
  const [draft, journal] = await Promise.all([storage.drafts.load(id), storage.journals.load(id)])
  const of = (keys: readonly string[]) => keys.filter((key) => key.startsWith(`${id} `))
  const blobKeys = of(await storage.draftBlobs.keys())
  const blobs = await storage.draftBlobs.loadMany(blobKeys)
  const historyKeys = of(await storage.histories.keys())
  const histories = await storage.histories.loadMany(historyKeys)
  await Promise.all([
    storage.drafts.remove(id),
    storage.journals.remove(id),
    storage.draftBlobs.remove(...blobKeys),
    storage.histories.remove(...historyKeys),
  ])
  return async () => {
    await storage.draftBlobs.saveMany([...blobs])
    await storage.histories.saveMany([...histories])
    if (journal) await storage.journals.save(id, journal)
    if (draft) await storage.drafts.save(id, draft)
  }
}

/** Where all pages and tabs say that an edit was stored, sent or removed; whoever has opened it once more in this page hears it too. */
export const openEditsChannel = ({ base }: Pick<Gam, 'base'>): BroadcastChannel =>
  new BroadcastChannel(`${base} edits`)

/** Says it once. */
export function sayEditsChanged(gam: Pick<Gam, 'base'>): void {
  const channel = openEditsChannel(gam)
  channel.postMessage('')
  channel.close()
}
