import { isFailure, type Failure } from '../../model/failure.ts'
import type { Count } from '../../model/saved.ts'
import type { Source } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import { endsSaving, saveOffline } from '../saving/save-offline.ts'

/** Fetches the texts of these sources that are not here, for searching: without pictures, and not noted as saved. */
export async function fetchTexts(
  gam: Gam,
  sources: readonly Source[],
  signal: AbortSignal,
  onProgress: (reports: Count) => void,
): Promise<Failure | undefined> {
  const counts = new Map<Source, Count>()
  let failure: Failure | undefined
  for (const source of sources) {
    const saved = { source, parts: [{ kind: 'all' }] } as const
    const note = (reports: Count) => {
      counts.set(source, reports)
      onProgress(sum([...counts.values()]))
    }
    const ended = await saveOffline(gam, saved, signal, ({ reports }) => note(reports), 'texts')
    if (!isFailure(ended)) continue
    failure ??= ended
    if (endsSaving(ended)) return ended
  }
  return failure
}

const sum = (counts: readonly Count[]): Count => ({
  done: counts.reduce((all, { done }) => all + done, 0),
  of: counts.reduce((all, { of }) => all + of, 0),
})
