import { explain } from '../../components/explain-failure.ts'
import { clockTime } from '../../components/format.ts'
import type { Failure } from '../../model/failure.ts'
import type { Saved } from '../../model/saved.ts'

/** How it stands with what was chosen to be offline, in a person's words. */
export function standing(
  saved: Saved | undefined,
  isRunning: boolean,
  failure: Failure | undefined,
): string {
  if (isRunning) return 'Saving…'
  if (saved?.paused) return 'Paused'
  if (failure && 'until' in failure)
    return `GitHub asks to wait. It goes on by itself after ${clockTime(failure.until)}.`
  if (failure?.kind === 'offline') return 'Waiting for a connection. It goes on by itself.'
  if (failure) return `${explain(failure).title}.`
  return saved?.completeAt ? SAVED : 'Waiting to be saved'
}

export const SAVED = 'Saved offline'
