import mermaid from 'mermaid'
import { disguiseEntities, revealEntities } from './model/diagram-entities.ts'
import type { DiagramAnswer, DiagramRequest, DiagramTheme } from './model/diagrams.ts'

/*
 * Draws diagrams, in a frame without an origin: whatever a diagram's source makes of Mermaid, it has no storage, no
 * token and no network here (see `build/diagram-frame.ts`). The page asks by a message and hears a drawing as text.
 */

const FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
/** A message of Mermaid's goes on with an excerpt of the source and all that it had expected. */
const MESSAGE_LIMIT = 160

const say = (answer: DiagramAnswer) => parent.postMessage(answer, '*')

addEventListener('message', ({ source, data }: MessageEvent<DiagramRequest>) => {
  if (source !== parent) return
  const { id } = data
  draw(data).then(
    (svg) => say({ id, svg }),
    (error: unknown) => say({ id, error: explain(error) }),
  )
})
say({ ready: true })

async function draw({ source, theme }: DiagramRequest): Promise<string> {
  configure(theme)
  const { svg } = await mermaid.render('gam-diagram', disguiseEntities(source, decode))
  const drawn = document.createElement('template')
  drawn.innerHTML = svg
  const picture = drawn.content.querySelector('svg')
  if (!picture) throw new Error('nothing was drawn')
  reveal(picture)
  centreStates(picture)
  // Mermaid gives HTML's notation; a picture file has XML's.
  return new XMLSerializer().serializeToString(picture)
}

/** A character by its name in HTML; none where it has no such name. */
function decode(name: string): string | undefined {
  const text = document.createElement('textarea')
  text.innerHTML = `&${name};`
  return text.value.length <= 2 ? text.value : undefined
}

function reveal(picture: Element): void {
  const texts = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode as Text
    if (!text.parentElement?.closest('style')) text.data = revealEntities(text.data)
  }
}

/** Mermaid centres the names of states only where they are HTML. */
function centreStates(picture: Element): void {
  for (const label of picture.querySelectorAll('.statediagram-state > .label')) {
    const place = label.getAttribute('transform') ?? ''
    label.setAttribute('transform', place.replace(/^translate\([^,]*/, 'translate(0'))
    for (const text of label.querySelectorAll('text')) text.setAttribute('text-anchor', 'middle')
  }
}

function configure(theme: DiagramTheme): void {
  mermaid.initialize({
    theme,
    startOnLoad: false,
    securityLevel: 'strict',
    // A drawing that is shown as a picture has text of SVG's own.
    htmlLabels: false,
    suppressErrorRendering: true,
    deterministicIds: true,
    handDrawnSeed: 1,
    // Mermaid's own defaults until version 12, which the diagrams that there are were made for.
    layout: 'dagre',
    look: 'classic',
    fontFamily: FONTS,
    // What a source may not change, besides Mermaid's own list.
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'suppressErrorRendering',
      'htmlLabels',
      'fontFamily',
      // Its own style sheet could ask other hosts for pictures.
      'themeCSS',
    ],
  })
}

function explain(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n')
  return line.replace(/:$/, '').slice(0, MESSAGE_LIMIT)
}
