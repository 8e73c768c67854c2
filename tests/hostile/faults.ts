import { ATTRIBUTES, ELEMENTS } from '../../src/markdown/allowlist.ts'
import { OWN_PIECES, type OwnPiece } from './pieces.ts'

/** What may stand in a rendered report. */
export interface Allowed {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
  readonly pieces: readonly OwnPiece[]
}

export const ALLOWED: Allowed = {
  elements: ELEMENTS,
  attributes: ATTRIBUTES,
  pieces: OWN_PIECES,
}

/**
 * Looks at a report with rules of its own, not the sanitizer's: elements and attributes that GitHub lets through or
 * that are exactly Gam's, addresses with protocols that cannot run, and ids that cannot be taken for the page's. Words
 * for each fault. To be run in the page, so it must not use anything from outside of itself.
 */
export function faultsOf(body: Element, { elements, attributes, pieces }: Allowed): string[] {
  const HTML = 'http://www.w3.org/1999/xhtml'
  const MATHS = 'http://www.w3.org/1998/Math/MathML'
  const faults: string[] = []
  const known = new Set(elements)
  const allowed = new Set(attributes)
  const fits = (value: string, pattern: string) => new RegExp(`^(?:${pattern})$`, 's').test(value)
  /** What Gam adds to elements that are an author's. */
  const added: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    img: {
      loading: 'lazy|eager',
      decoding: 'async',
      referrerpolicy: 'no-referrer',
      // The room that Gam keeps for a picture.
      style: 'aspect-ratio: [\\d /]+;(?: width: \\d+(?:px|%);)?',
    },
    code: { 'data-gam-lang': '[\\w+#.-]{1,30}' },
    source: { 'data-gam-media': '.*' },
    input: { type: 'checkbox', disabled: '', 'aria-label': 'Done|Not done' },
  }
  const differs = (element: Element, { is, with: own = {}, says }: OwnPiece): boolean => {
    if (!element.matches(is)) return true
    if (says !== undefined && !fits(element.textContent.trim(), says)) return true
    return Object.entries(own).some(([name, pattern]) => {
      const value = element.getAttribute(name.replace('?', ''))
      return value === null ? !name.endsWith('?') : !fits(value, pattern)
    })
  }

  for (const element of body.querySelectorAll('*')) {
    const tag = element.localName
    const said = `${tag} ${[...element.attributes].map(({ name, value }) => `${name}="${value}"`).join(' ')}`
    if (element.namespaceURI !== HTML) {
      const isDrawn =
        element.namespaceURI === MATHS && element.closest('[data-gam="math"] > math') !== null
      const runs = [...element.attributes].some(({ name }) => /^on|href$|^src/.test(name))
      if (!isDrawn || runs) faults.push(`of ${element.namespaceURI}: ${said}`)
      continue
    }
    const isMarked = element.hasAttribute('data-gam')
    const piece = isMarked ? pieces.find((one) => !differs(element, one)) : undefined
    if (isMarked && !piece) faults.push(`forged: ${said}`)
    const own = new Set(Object.keys(piece?.with ?? {}).map((name) => name.replace('?', '')))
    if (!known.has(tag) && !(piece && tag === 'button')) faults.push(`element ${tag}`)
    if (tag === 'input') {
      for (const [name, value] of Object.entries(added['input'] ?? {})) {
        if (!fits(element.getAttribute(name) ?? 'none', value)) faults.push(`no task: ${said}`)
      }
    }
    for (const { name, value } of element.attributes) {
      if (own.has(name) || (piece && name === 'data-gam')) continue
      const mark = added[tag]?.[name]
      const mayStand =
        mark === undefined ? allowed.has(name) && (!piece || piece.marked) : fits(value, mark)
      if (!mayStand) faults.push(`${tag} ${name}=${value}`)
      if (name === 'id' && !value.startsWith('user-content-')) faults.push(`${tag} id=${value}`)
      // The pixel that stands in a picture's room.
      if (tag === 'img' && value === 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=')
        continue
      if (/^(?:href|src|cite|action)$/.test(name)) {
        // What is no address at all cannot be opened either.
        if (!URL.canParse(value, location.href)) continue
        const { protocol } = new URL(value, location.href)
        const may = name === 'src' ? /^(?:https?|blob):$/ : /^(?:https?|mailto|xmpp|ircs?):$/
        if (!may.test(protocol)) faults.push(`${tag} ${name}=${value}`)
      }
    }
  }
  return faults
}
