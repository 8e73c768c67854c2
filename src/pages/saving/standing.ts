import { explain } from '../../components/explain-failure.ts'
import { clockTime } from '../../components/format.ts'
import type { Failure } from '../../model/failure.ts'
import type { Standing } from '../../model/saved.ts'

/** How it stands with what was chosen to be offline, in a person's words. */
export function standing(
  choice: Standing | undefined,
  isRunning: boolean,
  failure: Failure | undefined,
): string {
  if (isRunning) return 'Saving…'
  if (choice?.paused) return 'Paused'
  if (failure && 'until' in failure)
    return `GitHub asks to wait. It goes on by itself after ${clockTime(failure.until)}.`
  if (failure?.kind === 'offline') return 'Waiting for a connection. It goes on by itself.'
  if (failure) return `${explain(failure).title}.`
  return choice?.completeAt ? SAVED : 'Waiting to be saved'
}

export const SAVED = 'Saved offline'
