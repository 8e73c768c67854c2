import { nameDrawing, saveDrawing } from '../../commands/reading/drawings.ts'
import type { Gam } from '../../commands/gam.ts'
import '../../look/diagrams.css'
import { SOURCE_LIMIT, type DiagramTheme } from '../../model/diagrams.ts'
import { FRAME } from './diagram-program.ts'
import { createDiagramFrame, type DiagramFrame } from './diagram-frame.ts'
import { diagramPlace, type DiagramPlace } from './diagram-place.ts'
import type { Enliven } from './enliven.ts'
import { createPauses } from './pauses.ts'

/** Diagrams drawn in their places, each with its source below; again when the page becomes dark or light. */
export const showDiagrams: Enliven = (body, gam) => {
  const ended = new AbortController()
  const { signal } = ended
  const frame = createDiagramFrame({ url: new URL(FRAME, gam.base).href, signal })
  const blocks = body.querySelectorAll<HTMLElement>('pre > code[data-gam-lang="mermaid" i]')
  const pause = createPauses()
  const begin = async () => {
    const places: DiagramPlace[] = []
    for (const block of blocks) {
      places.push(diagramPlace(block))
      await pause()
      if (signal.aborted) return
    }
    const draw = () => void drawAll(places, gam, frame, () => signal.aborted)
    const attributes = new MutationObserver(draw)
    attributes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    signal.addEventListener('abort', () => attributes.disconnect())
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw, { signal })
    draw()
  }
  void begin()
  return () => ended.abort()
}

const themeNow = (): DiagramTheme =>
  getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'dark' : 'default'

/** First all that are stored, then the others one by one. */
async function drawAll(
  places: readonly DiagramPlace[],
  gam: Gam,
  frame: DiagramFrame,
  isOver: () => boolean,
): Promise<void> {
  const theme = themeNow()
  const isLate = () => isOver() || theme !== themeNow()
  const names = await Promise.all(places.map(({ source }) => nameDrawing(source, theme, FRAME)))
  const stored = await gam.storage.drawings.loadMany(names.filter((name) => name !== undefined))
  const waiting: (readonly [DiagramPlace, (typeof names)[number]])[] = []
  for (const [at, place] of places.entries()) {
    const name = names[at]
    const drawing = name && stored.get(name)
    if (isLate()) return
    if (drawing?.error) place.note(couldNot(), drawing.error)
    else if (place.source.length > SOURCE_LIMIT) place.note(couldNot('it is too long'))
    else if (place.theme !== theme && !(drawing && (await place.show(drawing.svg, theme))))
      waiting.push([place, name])
  }
  for (const [place, name] of waiting) {
    const drawn = await frame.draw(place.source, theme)
    if (isLate()) return
    // The frame cannot be had now, for the others no more than for this one.
    if (!drawn) return waiting.forEach(([one]) => one.note('Needs a connection to be drawn'))
    if ('error' in drawn) place.note(couldNot(), drawn.error)
    else if ('why' in drawn) {
      place.note(couldNot(drawn.why))
      continue
    } else if (!(await place.show(drawn.svg, theme))) {
      place.note(couldNot('it is no picture'))
      continue
    }
    // A mistake in it is no other without a network.
    if (name) await saveDrawing(gam, name, drawn)
  }
}

const couldNot = (why = ''): string => `This diagram could not be drawn: ${why}`
