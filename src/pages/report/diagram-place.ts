import { describeDiagram } from '../../model/diagram-words.ts'
import { SOURCE_LIMIT, type DiagramTheme } from '../../model/diagrams.ts'
import { svgSize } from '../../model/svg-size.ts'

/** The place of one diagram: its source, and its drawing above that once there is one. */
export interface DiagramPlace {
  readonly source: string
  /** Of the drawing that is shown. */
  readonly theme: DiagramTheme | undefined
  /** False where this is no picture. */
  show(svg: string, theme: DiagramTheme): Promise<boolean>
  /** Says above the source why it stands there, and quotes what another says; a drawing that is shown stays. */
  note(words: string, quoted?: string): void
}

const WIDER = 'Full size'
/** Of another's words so many characters are quoted. */
const QUOTED = 120

const places = new WeakMap<HTMLElement, DiagramPlace>()

/** What stands in the place from before is taken up again. */
export function diagramPlace(code: HTMLElement): DiagramPlace {
  const place = places.get(code) ?? createPlace(code)
  places.set(code, place)
  return place
}

function createPlace(code: HTMLElement): DiagramPlace {
  const source = code.textContent
  const alt = describeDiagram(source.slice(0, SOURCE_LIMIT))
  const note = made('p', 'diagram-note')
  const figure = made('figure', 'diagram')
  const room = made('div', 'diagram-room')
  const wide = made('button', 'diagram-wide')
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = 'Source'
  wide.type = 'button'
  wide.textContent = WIDER
  details.append(summary)
  figure.append(room, wide, details)

  let theme: DiagramTheme | undefined
  let width = 0
  const isWide = () => wide.textContent !== WIDER
  const fit = () => {
    wide.hidden = !isWide() && width <= room.clientWidth
  }
  wide.addEventListener('click', () => {
    wide.textContent = isWide() ? WIDER : 'Fit the page'
    // What scrolls must be reached by the keyboard.
    if (isWide()) setAttributes(room, { tabindex: '0', role: 'group', 'aria-label': alt })
    else ['tabindex', 'role', 'aria-label'].forEach((name) => room.removeAttribute(name))
  })
  /** With its button for copying, where there is one. */
  const block = () => code.closest('[data-gam="code"]') ?? code.closest('pre') ?? code

  return {
    source,
    get theme() {
      return theme
    },
    async show(svg, as) {
      const size = svgSize(svg)
      const picture = size && (await openPicture(svg))
      if (!picture) return false
      setAttributes(picture, { alt, width: `${size.width}`, height: `${size.height}` })
      room.replaceChildren(picture)
      width = size.width
      theme = as
      if (!figure.isConnected) {
        const source = block()
        source.replaceWith(figure)
        details.append(source)
        new ResizeObserver(fit).observe(room)
      }
      note.remove()
      fit()
      return true
    },
    note(words, quoted) {
      note.textContent = words
      if (quoted) note.append(quotation(quoted))
      if (!theme) block().before(note)
    },
  }
}

/** A picture runs no script and loads nothing, whatever its file says. */
async function openPicture(svg: string): Promise<HTMLImageElement | undefined> {
  const picture = new Image()
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const isWhole = await new Promise<boolean>((resolve) => {
    picture.onload = () => resolve(true)
    picture.onerror = () => resolve(false)
    picture.src = url
  })
  // A document at this address would have Gam's origin: nobody can open it once the picture has it.
  URL.revokeObjectURL(url)
  return isWhole ? picture : undefined
}

function setAttributes(element: Element, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value)
}

/** Words that may be the report's: they stand apart from Gam's own. */
function quotation(words: string): HTMLElement {
  const code = document.createElement('code')
  code.textContent = words.slice(0, QUOTED)
  return code
}

function made<Tag extends 'p' | 'figure' | 'div' | 'button'>(tag: Tag, name: string) {
  const element = document.createElement(tag)
  element.dataset['gam'] = name
  return element
}
