import type { LeftPlace } from '../../model/left-place.ts'
import { placeOnScreen } from './text-on-screen.ts'

/** So many milliseconds without a step: the page has come to rest. */
const REST = 100
/** Before that what is on the screen has only flown by, or is not all there: pictures take their room as they come. */
const SETTLED = 1_000
/** The place is written at most so often, in ms. What is begun as a page goes is, as a rule, not written any more. */
const WRITE_EVERY = 2_000

export interface Followed {
  readonly onleft: (place: LeftPlace) => void
  /** The end of the report is on the screen. */
  readonly onend: () => void
}

/** Follows a person through a report until its end; the returned function ends it. */
export function followReading(body: HTMLElement, { onleft, onend }: Followed): () => void {
  const ended = new AbortController()
  const { signal } = ended
  let place: LeftPlace | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let pausing: ReturnType<typeof setTimeout> | undefined

  const write = () => {
    if (!place) return
    onleft(place)
    place = undefined
    clearTimeout(pausing)
    pausing = setTimeout(() => {
      pausing = undefined
      write()
    }, WRITE_EVERY)
  }
  const stop = () => {
    clearTimeout(resting)
    clearTimeout(pausing)
    ended.abort()
  }
  const look = () => {
    if (!body.isConnected) return
    if (isEndShown(body)) {
      stop()
      place = undefined
      onend()
      return
    }
    place = placeOnScreen(body) ?? place
    if (pausing === undefined) write()
  }
  const leave = () => {
    look()
    write()
  }
  const rest = (ms: number) => {
    clearTimeout(resting)
    resting = setTimeout(look, ms)
  }
  addEventListener('scroll', () => rest(REST), { passive: true, signal })
  addEventListener('resize', () => rest(SETTLED), { signal })
  addEventListener('pagehide', leave, { signal })
  document.addEventListener(
    'visibilitychange',
    () => (document.visibilityState === 'hidden' ? leave() : rest(SETTLED)),
    { signal },
  )
  rest(SETTLED)
  return () => {
    if (signal.aborted) return
    write()
    stop()
  }
}

/** Not in a tab that nobody sees, nor while parts of a long report are still to come. */
const isEndShown = (body: HTMLElement): boolean =>
  document.visibilityState === 'visible' &&
  body.dataset['gamComing'] === undefined &&
  body.getBoundingClientRect().bottom <= innerHeight
