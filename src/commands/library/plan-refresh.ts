import { RESERVE, type Budget } from '../../github/budget.ts'
import { FRESH_FOR } from './trees.ts'

/** Something whose newest version GitHub can be asked about. */
export interface Refreshable {
  readonly key: string
  /** When it was asked about last, in ms since the epoch. */
  readonly askedAt: number
  readonly isOnScreen: boolean
}

export interface Means {
  /** What is left of the hour's requests, where that is known. */
  readonly budget?: Budget | undefined
  /** One question can be about all: for who is signed in. */
  readonly allAtOnce: boolean
}

export interface RefreshPlan {
  /** What to ask about now, in this order; then a new plan is to be made. */
  readonly ask: readonly string[]
  /** Where that is nothing: when there may be something, in ms since the epoch. */
  readonly at: number
}

/** A changed source costs a second request, for its list of files. */
const MOST_EACH = 2
/** So many questions an hour are for what is on the screen, and as many for all. */
const SHARE = 15
const HOUR = 3_600_000

/** How long an answer counts where so many share the hour's requests, in ms. */
export const intervalFor = (count: number): number => Math.max(FRESH_FOR, (count * HOUR) / SHARE)

/**
 * What to ask GitHub about without anybody having asked: what is on the screen, then what was asked about longest ago.
 * Requests are left for what a person asks, and of the others as many again for what comes on the screen.
 */
export function planRefresh(
  all: readonly Refreshable[],
  { budget, allAtOnce }: Means,
  now: number,
): RefreshPlan {
  const onScreen = all.filter((one) => one.isOnScreen)
  const dueAt = ({ askedAt, isOnScreen }: Refreshable): number => {
    const interval = allAtOnce ? FRESH_FOR : intervalFor((isOnScreen ? onScreen : all).length)
    const kept = (isOnScreen || allAtOnce ? RESERVE : 2 * RESERVE) + MOST_EACH
    const isSpent = budget !== undefined && now < budget.reset && budget.remaining < kept
    return Math.max(askedAt + interval, isSpent ? budget.reset : 0)
  }
  const due = all
    .filter((one) => dueAt(one) <= now)
    .sort((a, b) => Number(b.isOnScreen) - Number(a.isOnScreen) || a.askedAt - b.askedAt)
    .map(({ key }) => key)
  return {
    ask: allAtOnce ? due : due.slice(0, 1),
    at: Math.min(...all.map(dueAt)),
  }
}
