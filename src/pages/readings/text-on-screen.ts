import { beginningOf, type LeftPlace, type Piece } from '../../model/left-place.ts'
import { firstInView } from '../report/first-in-view.ts'

const TEXTS = ':is(p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd):not([data-gam], [data-gam] > *)'
const HEADINGS = 'h1, h2, h3, h4, h5, h6'

/** GitHub's id of a heading; where the author has given it one of their own, the link beside it bears GitHub's. */
export function idOf(heading: Element): string {
  const link = heading.nextElementSibling
  const named = link?.matches('[data-gam="anchor"][id]') ? link : heading
  return named.id.replace(/^user-content-/, '')
}

/** The text of a report that stands first on the screen, as a place to come back to; none at its beginning. */
export function placeOnScreen(body: HTMLElement): LeftPlace | undefined {
  if (body.getBoundingClientRect().top >= 0) return undefined
  const text = firstInView(body, TEXTS)
  const words = text && beginningOf(text.textContent)
  if (!words) return undefined
  const above = [...body.querySelectorAll(HEADINGS)].findLast(
    (one) => one === text || one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const heading = above && { id: idOf(above), text: above.textContent.trim() }
  return heading?.id ? { heading, words } : { words }
}

export interface ShownPiece extends Piece {
  readonly element: Element
  /** What the heading above it says. */
  readonly under: string | undefined
}

/** All texts of a report, in their order. */
export function piecesOf(body: HTMLElement): readonly ShownPiece[] {
  let heading: string | undefined
  let under: string | undefined
  return [...body.querySelectorAll(TEXTS)].map((element) => {
    const isHeading = element.matches(HEADINGS)
    const text = element.textContent
    if (isHeading) [heading, under] = [idOf(element), text.trim()]
    return { element, text, heading, under, isHeading }
  })
}

/** Puts a text at the top of the screen, and the focus on it. */
export function goTo({ element }: ShownPiece): void {
  element.setAttribute('tabindex', '-1')
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  element.scrollIntoView({ behavior: 'instant', block: 'start' })
}
