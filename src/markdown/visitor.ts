import type { Heading } from '../model/facts.ts'
import type { Piece } from '../model/markdown.ts'
import { LINK, PICTURE, PREFIX, REFERENCES } from './allowlist.ts'
import { createHeadingIds } from './heading-id.ts'
import { oneLine, WRITTEN } from './headings.ts'
import type { RenderOptions } from './render.ts'

/** What is nested deeper is no reading matter; some of it, as annotations in annotations, takes minutes to lay out. */
const DEEPEST = 50
/** What stays of it. */
const FLAT = /^(?:#text|IMG|BR)$/
const SPANS = ['colspan', 'rowspan']
/** Cells that the spans of a report cover in all. */
const MOST_SPANNED = 20_000

/**
 * What Gam does to the elements of one report while they are sanitized. It happens inside the sanitizer, since HTML
 * that is changed afterwards is no longer what was checked.
 */
export function createVisitor(
  options: RenderOptions,
  pieceOf: (element: Element) => Piece | undefined,
) {
  const headingId = createHeadingIds()
  const title = options.titleHeading
  const titleId = title === undefined ? undefined : PREFIX + headingId(title)
  const headings: Heading[] = []
  const withheldHosts = new Set<string>()
  const withheld = new Set<Element>()
  let spanned = 0
  let language: string | undefined
  let piece: Piece | undefined
  /** Gam's own elements, and what completes them once the sanitizer has taken all attributes off them. */
  const own = new Map<Element, () => void>()
  const wrapped = new Set<Element>()

  function visitLink(link: Element): void {
    // Old anchors are `<a name>`; a browser's search by id does not find them.
    const name = link.getAttribute('name')
    if (name && !link.id) link.id = name
    link.removeAttribute('name')
    link.removeAttribute('rel')
    const href = link.getAttribute('href')
    if (href === null) return
    const to = options.link(href)
    if (to.kind === 'dead' || !LINK.test(to.href)) {
      link.removeAttribute('href')
      link.setAttribute('data-gam', 'dead')
      return
    }
    link.setAttribute('href', to.href)
    if (to.kind === 'external') link.setAttribute('rel', 'noopener noreferrer')
  }

  function visitPicture(element: Element, attribute: 'src' | 'srcset'): void {
    const written = element.getAttribute(attribute)
    element.removeAttribute(attribute)
    // Of the sizes in a srcset the first is as good as any.
    const src = attribute === 'src' ? written : written?.trim().split(/[\s,]/, 1)[0]
    if (!src || !PICTURE.test(src)) return
    const picture = options.picture(src)
    switch (picture.kind) {
      case 'repository':
        setAll(element, { 'data-gam': 'picture', 'data-gam-key': picture.key })
        break
      case 'elsewhere':
        if (!/^https?:/i.test(picture.url)) break
        element.setAttribute(
          attribute,
          attribute === 'src' ? picture.url : picture.url.replaceAll(',', '%2C'),
        )
        break
      case 'withheld':
        // The browser's own reading of it: it takes `\` for `/`, and what is before an `@` for a name.
        if (!URL.canParse(picture.url)) break
        setAll(element, { 'data-gam': 'withheld', 'data-gam-key': picture.url })
        withheldHosts.add(new URL(picture.url).host)
        // One picture, however many sources it has.
        withheld.add(element.closest('picture') ?? element)
    }
    if (attribute === 'src') {
      setAll(element, { referrerpolicy: 'no-referrer', loading: 'lazy', decoding: 'async' })
    }
  }

  /**
   * The link to a heading stands after it, not in it: a screen reader reads the heading as a heading and not as a link
   * (as GitHub does too), and CSS puts it beside the words. The heading's text is read when the link is visited, that
   * is, when all that stands in the heading has been cleaned.
   */
  function visitHeading(heading: Element): void {
    const anchor = heading.ownerDocument.createElement('a')
    own.set(anchor, () => {
      const written = heading.cloneNode(true) as Element
      for (const one of written.querySelectorAll(`[${WRITTEN}]`)) {
        one.textContent = one.getAttribute(WRITTEN)
      }
      const id = headingId(written.textContent)
      const text = oneLine(heading.textContent)
      if (text) headings.push({ depth: Number(heading.tagName[1]), text, id })
      // An id of the author's own stays: something may point at it.
      const named = heading.id && heading.id !== PREFIX + id ? anchor : heading
      named.id = PREFIX + id
      if (!text || heading.closest('a')) anchor.remove()
      else
        setAll(anchor, {
          'data-gam': 'anchor',
          href: `#${encodeURIComponent(id)}`,
          'aria-label': `Link to this heading: ${text}`,
        })
    })
    heading.after(anchor)
  }

  /** A wide table scrolls in a box of its own, with the keyboard too. */
  function visitTable(table: Element): void {
    if (wrapped.has(table)) return
    const number = wrapped.add(table).size
    const box = table.ownerDocument.createElement('div')
    own.set(box, () => {
      // Regions of one page have names of their own.
      const name = number > 1 ? `Table ${number}` : 'Table'
      setAll(box, { 'data-gam': 'scroll', tabindex: '0', role: 'region', 'aria-label': name })
    })
    table.replaceWith(box)
    box.append(table)
  }

  /** A browser lays out every cell that a span covers. */
  function visitCell(cell: Element): void {
    let area = 1
    for (const name of SPANS) {
      // As HTML reads numbers: `65534x` is one.
      const span = parseInt(cell.getAttribute(name) ?? '', 10)
      if (span > 99) cell.removeAttribute(name)
      else if (span > 1) area *= span
    }
    if (area > 1 && (spanned += area) > MOST_SPANNED) {
      for (const name of SPANS) cell.removeAttribute(name)
    }
  }

  function visit(element: Element): void {
    const complete = own.get(element)
    if (complete) return complete()
    if (!FLAT.test(element.tagName) && isTooDeep(element)) return flatten(element)
    if (piece) return setAll(element, { 'data-gam': piece.name, ...piece.attributes })
    for (const name of REFERENCES) {
      const ids = element.getAttribute(name)
      if (ids) element.setAttribute(name, ids.trim().replace(/\S+/g, `${PREFIX}$&`))
    }
    switch (element.tagName) {
      case 'A':
        return visitLink(element)
      case 'IMG':
        element.removeAttribute('srcset')
        // Without any alt a screen reader would read the address.
        if (!element.hasAttribute('alt')) element.setAttribute('alt', '')
        return visitPicture(element, 'src')
      case 'SOURCE':
        element.removeAttribute('src')
        return visitPicture(element, 'srcset')
      case 'TABLE':
        return visitTable(element)
      case 'TD':
      case 'TH':
        return visitCell(element)
      case 'PRE':
        return element.setAttribute('tabindex', '0')
      case 'CODE':
        if (language) element.setAttribute('data-gam-lang', language)
        return
      case 'UL':
      case 'OL':
        // The side of the bullets; the look's `unicode-bidi` turns words alone.
        if (!element.hasAttribute('dir')) element.setAttribute('dir', 'auto')
        return
      case 'LI':
        if (!element.parentElement?.matches('ul, ol')) element.replaceWith(...element.childNodes)
        return
      case 'INPUT':
        if (element.getAttribute('type') !== 'checkbox') return element.remove()
        return setAll(element, {
          disabled: '',
          'aria-label': element.hasAttribute('checked') ? 'Done' : 'Not done',
        })
      default:
        element.removeAttribute('src')
        element.removeAttribute('href')
        if (/^H[1-6]$/.test(element.tagName)) visitHeading(element)
    }
  }

  return {
    headings,
    titleId,
    withheldHosts,
    withheldCount: () => withheld.size,
    visit,
    /** Sees an element with the attributes that it was written with (and, since the sanitizer asks, every text). */
    before(element: Element): void {
      if (element.nodeType !== Node.ELEMENT_NODE) return
      piece = pieceOf(element)
      language =
        element.tagName === 'CODE'
          ? /^language-([\w+#.-]{1,30})$/.exec(element.getAttribute('class') ?? '')?.[1]
          : undefined
    },
  }
}

function setAll(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}

function isTooDeep(element: Element): boolean {
  let depth = 0
  for (let up = element.parentElement; up; up = up.parentElement) depth++
  return depth > DEEPEST
}

/** Leaves words and pictures. All at once: level by level, everything inside would be moved as often as it is deep. */
function flatten(element: Element): void {
  const { ownerDocument } = element
  const walk = ownerDocument.createTreeWalker(element)
  const leaves: Node[] = []
  while (walk.nextNode()) if (FLAT.test(walk.currentNode.nodeName)) leaves.push(walk.currentNode)
  // In the page's own document what is not clean yet would run.
  const flat = ownerDocument.createDocumentFragment()
  for (const leaf of leaves) flat.append(leaf)
  // Not one by one before it: what the sanitizer has passed, it does not visit.
  element.replaceWith(flat)
}
