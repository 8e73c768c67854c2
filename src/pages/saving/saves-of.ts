import { savesData } from '../../commands/saving/saved.ts'
import { isFailure } from '../../model/failure.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import type { App } from '../../state/app.svelte.ts'
import { keepEditing } from '../keep-editing.ts'
import { savesWith, type Bring, type Saves } from '../../state/saves.svelte.ts'

const bring: Bring = async (...all) => {
  if (!savesData()) keepEditing()
  const loaded = await loadGuest(() => import('./bring-guests.ts'))
  return isFailure(loaded) ? loaded : loaded.bringGuests(...all)
}

/** What is saved offline in this browser, with the guests that it needs. */
export const savesOf = (app: App): Saves => savesWith(app, bring)
