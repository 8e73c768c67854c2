import { isMarked } from '../../model/reading.ts'
import { titleFromPath } from '../../model/titles.ts'
import { readingsOf } from '../../state/readings.svelte.ts'
import type { Enliven } from '../report/enliven.ts'
import { createPauses } from '../report/pauses.ts'
import { idOf } from './text-on-screen.ts'

/** A bookmark beside every heading that one can link to. */
export const bookmarkHeadings: Enliven = (body, gam, { place, path }) => {
  const readings = readingsOf(gam)
  const report = { place, title: titleFromPath(path) }
  const buttons: HTMLButtonElement[] = []
  const pause = createPauses()
  let gone = false

  function offer(link: Element, heading: Element): void {
    const id = idOf(heading)
    const words = heading.textContent.trim()
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset['gam'] = 'bookmark'
    button.setAttribute('aria-label', `Bookmark: ${words}`)
    const show = () => button.setAttribute('aria-pressed', String(isMarked(readings.of(place), id)))
    button.addEventListener('click', () => {
      void readings.bookmark(report, id, isMarked(readings.of(place), id) ? null : words).then(show)
    })
    show()
    link.after(button)
    buttons.push(button)
  }

  void readings.loaded.then(async () => {
    for (const link of body.querySelectorAll('[data-gam="anchor"]')) {
      const heading = link.previousElementSibling
      await pause()
      if (gone) return
      // An h1 is the title: its bookmark is that of the report.
      if (heading?.matches('h2, h3, h4, h5, h6')) offer(link, heading)
    }
  })
  return () => {
    gone = true
    buttons.forEach((button) => button.remove())
  }
}
