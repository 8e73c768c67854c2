const BLOCKS =
  /\s*(<\/?(?:h[1-6]|br|pre|div|p|ol|ul|table|thead|tbody|tfoot|blockquote|dl|dt|dd|hr|li|tr|td|th|details|summary)(?: [^<>]*)?>)\s*/g

/** Gam's own, round what GitHub's parser makes too. */
const WRAPPERS = new Set(['alert-title', 'footnote', 'footnotes'])
const IGNORED = new Set(['id', 'aria-describedby'])

/** What two renderings of one text must have in common: elements, attributes and words; not ids or Gam's own marks. */
export function shapeOf(page: HTMLElement): string {
  return shapesOf(page).replace(/\s+/g, ' ').replace(BLOCKS, '\n$1\n').replace(/\n+/g, '\n').trim()
}

function shapesOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escapeText(node)
  if (!(node instanceof Element)) return ''
  const children = [...node.childNodes].map(shapesOf).join('')
  const piece = node.getAttribute('data-gam') ?? ''
  // Said to screen readers alone.
  if (piece === 'footnote-label') return ''
  if (node.parentNode === null || WRAPPERS.has(piece)) return children
  const attributes = [...node.attributes]
    .filter(
      ({ name }) => !IGNORED.has(name) && (name === 'data-gam-lang' || !name.startsWith('data-')),
    )
    .map(({ name, value }) => ` ${name}="${name === 'href' ? asBrowser(value) : value}"`)
    .sort()
    .join('')
  const tag = node.tagName.toLowerCase()
  return `<${tag}${attributes}>${children}</${tag}>`
}

// A browser opens the same address for both.
const asBrowser = (href: string): string => href.replace(/[^\x21-\x7e]+|[<>"]/g, encodeURIComponent)

// White space counts where a browser keeps it.
function escapeText(node: Node): string {
  const text = (node.textContent ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return node.parentElement?.closest('pre')
    ? text.replace(/\n/g, '↵').replace(/ /g, '·').replace(/\t/g, '→')
    : text
}
