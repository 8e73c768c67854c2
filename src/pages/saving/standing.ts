import { savesData } from '../../commands/saving/saved.ts'
import { explain } from '../../components/explain-failure.ts'
import { clockTime } from '../../components/format.ts'
import type { Failure } from '../../model/failure.ts'
import type { Standing } from '../../model/saved.ts'
import type { Sha } from '../../model/sha.ts'

/** How it stands with what was chosen to be offline, in a person's words. */
export function standing(
  choice: Standing | undefined,
  isRunning: boolean,
  failure: Failure | undefined,
  /** Of the newest list of files that is known; absent for a report, which is shown in its newest version. */
  commit?: Sha,
): string {
  if (isRunning) return 'Saving…'
  if (choice?.paused) return 'Paused'
  if (failure && 'until' in failure)
    return `GitHub asks to wait. It goes on by itself after ${clockTime(failure.until)}.`
  if (failure?.kind === 'offline') return 'Waiting for a connection. It goes on by itself.'
  if (failure) return `${explain(failure).title}.`
  if (!choice?.completeAt) return 'Waiting to be saved'
  return savesData() && commit !== undefined && commit !== choice.completeAt ? BEHIND : SAVED
}

export const SAVED = 'Saved offline'
const BEHIND = 'Saved offline, without what is new: this browser saves data'
