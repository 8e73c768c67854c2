import '../../look/maths.css'
import { drawFormula } from './draw-formula.ts'
import type { Enliven } from './enliven.ts'
import { createPauses } from './pauses.ts'

/** When drawing has taken this long in all, the rest of a report stays TeX: no honest one needs as much. */
const LONGEST_MS = 3_000

/** Draws the formulas of a report, a few at a time, so that the page answers in between. */
export const showMaths: Enliven = (body) => {
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)))
  const places = body.querySelectorAll<HTMLElement>('[data-gam="math"]')
  const pause = createPauses()
  let spent = 0
  let gone = false
  const drawAll = async () => {
    for (const place of places) {
      if (gone || spent > LONGEST_MS) return
      const from = performance.now()
      if (!place.querySelector('math')) draw(place)
      spent += performance.now() - from
      watch.observe(place)
      await pause()
    }
  }
  void drawAll()
  return () => {
    gone = true
    watch.disconnect()
  }
}

function draw(place: HTMLElement): void {
  // Its code alone: another guest may have put a button beside it.
  const tex = place.querySelector('code')?.textContent.trim() ?? ''
  const formula = drawFormula(tex, place.dataset['gamDisplay'] === 'block')
  if (formula) place.replaceChildren(formula)
  else place.title = 'This formula cannot be drawn'
}

/** A formula that is wider than its place scrolls there, with the keyboard too. */
function reach(place: Element): void {
  const isWide = place.scrollWidth > place.clientWidth && place.querySelector('math') !== null
  for (const [name, value] of [
    ['tabindex', '0'],
    ['role', 'group'],
    ['aria-label', 'Formula'],
  ] as const) {
    if (isWide) place.setAttribute(name, value)
    else place.removeAttribute(name)
  }
}
