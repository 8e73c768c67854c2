import { openReport } from '../../commands/reading/open-report.ts'
import { samePlace, type Place } from '../../model/address.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { App } from '../../state/app.svelte.ts'
import { readReport, type ReadReport } from './read-report.ts'

type Reading = Promise<ReadReport | Failure>

/** What was opened ahead and not taken by then is opened anew, in ms. */
const TAKEN_WITHIN = 1_000

/** Opens reports for the page that shows them, and one ahead for a page that is on its way. */
export function createOpening(app: App) {
  let next: { readonly place: Place; readonly report: Reading; readonly at: number } | undefined

  async function read(place: Place): Reading {
    const { reloaded } = app
    app.reloaded = false
    const opened = await openReport(app.gam, place, reloaded)
    return isFailure(opened) ? opened : readReport(app.gam, opened, app.appearance.looks.mentions)
  }

  return {
    /** What comes of it is for the next that is opened, if that is it. */
    ahead(place: Place): Reading {
      next = { place, report: read(place), at: app.gam.now() }
      return next.report
    },
    open(place: Place): Reading {
      const ahead = next
      next = undefined
      const isTaken = ahead && samePlace(ahead.place, place)
      return isTaken && app.gam.now() - ahead.at < TAKEN_WITHIN ? ahead.report : read(place)
    },
  }
}
