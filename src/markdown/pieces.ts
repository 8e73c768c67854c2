import type { RendererExtensionFunction, Token } from 'marked'
import type { MarkdownToken, Piece } from '../model/markdown.ts'

const MARK = 'data-gam-piece'
/** Ends a tag, or an attribute in it, that an author left open; else it is an end of nothing, which parsers pass over. */
const SHUT = `</x "'>`

/**
 * Carries pieces through HTML and sanitizer: each is rendered as an element with a mark that no report can know, and
 * told by it before the sanitizer takes the mark away.
 */
export function createPieces() {
  const pieces: Piece[] = []
  const secret = Math.random().toString(36).slice(2)

  const render: RendererExtensionFunction = function (token) {
    const { piece, tokens = [] } = token as unknown as MarkdownToken
    if (!piece) return false
    const inside = tokens as unknown as Token[]
    const html =
      piece.element === 'span' ? this.parser.parseInline(inside) : this.parser.parse(inside)
    const mark = `${MARK}="${secret}-${pieces.push(piece) - 1}"`
    const one = `<${piece.element} ${mark}>${html}</${piece.element}>`
    return piece.element === 'span' ? one : `${SHUT}${one}\n`
  }

  return {
    render,
    /**
     * The piece that an element with its attributes as written stands for. A tag that an author left open before it
     * (`<b title="x`) takes a span's own tag for more of its attributes: such an element is the author's.
     */
    of(element: Element): Piece | undefined {
      const [known, index] = element.getAttribute(MARK)?.split('-') ?? []
      const piece = known === secret ? pieces[Number(index)] : undefined
      const isOurs = element.attributes.length === 1 && element.localName === piece?.element
      return isOurs ? piece : undefined
    },
  }
}
