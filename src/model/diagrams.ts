/** A diagram in Mermaid's language is drawn in a light or a dark manner. */
export type DiagramTheme = 'default' | 'dark'

/** What the page asks of the frame that draws. */
export interface DiagramRequest {
  readonly id: number
  readonly source: string
  readonly theme: DiagramTheme
}

/** What the frame says: once that it is there, then one answer to each request. */
export type DiagramAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly error: string }

/** A source longer than this, in characters, is not drawn. */
export const SOURCE_LIMIT = 50_000

/** A drawing longer than this, in characters, is not taken. */
const SVG_LIMIT = 2_000_000
const ERROR_LIMIT = 300

/** The frame has had to do with a stranger's text: nothing it says is believed before it has this form. */
export function parseDiagramAnswer(said: unknown): DiagramAnswer | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const { ready, id, svg, error } = said as Record<string, unknown>
  if (ready === true) return { ready }
  if (typeof id !== 'number') return undefined
  if (typeof svg === 'string') {
    return svg.length <= SVG_LIMIT ? { id, svg } : { id, error: 'it is too large' }
  }
  return typeof error === 'string' ? { id, error: error.slice(0, ERROR_LIMIT) } : undefined
}
