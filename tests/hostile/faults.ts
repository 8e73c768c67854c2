import { ATTRIBUTES, ELEMENTS } from '../../src/markdown/allowlist.ts'

/** What must not be found in a rendered report: words for each fault. Runs in the page. */
export interface Allowed {
  readonly elements: readonly string[]
  readonly attributes: readonly string[]
}

export const ALLOWED: Allowed = { elements: ELEMENTS, attributes: ATTRIBUTES }

/**
 * Looks at a report with rules of its own, not the sanitizer's: elements and attributes that GitHub lets through or
 * that are Gam's, addresses with protocols that cannot run, and ids that cannot be taken for the page's. To be run in
 * the page, so it must not use anything from outside of itself.
 */
export function faultsOf(body: Element, { elements, attributes }: Allowed): string[] {
  const faults: string[] = []
  const known = new Set([...elements, 'button', 'section'])
  const allowed = new Set([
    ...attributes,
    ...['id', 'role', 'rel', 'tabindex', 'type', 'decoding', 'loading', 'referrerpolicy'],
  ])
  for (const element of body.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase()
    const isGams = element.closest('[data-gam]') !== null
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' && !isGams)
      faults.push(`${tag} of ${element.namespaceURI}`)
    else if (!known.has(tag) && element.namespaceURI === 'http://www.w3.org/1999/xhtml')
      faults.push(`element ${tag}`)
    for (const { name, value } of element.attributes) {
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') continue
      // The room that Gam keeps for a picture, and the pixel that stands in it.
      if (
        tag === 'img' &&
        name === 'style' &&
        /^aspect-ratio: [\d /]+;(?: width: \d+(?:px|%);)?$/.test(value)
      )
        continue
      if (tag === 'img' && value === 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=')
        continue
      if (name.startsWith('on') || name === 'style') faults.push(`${tag} ${name}=${value}`)
      if (name === 'class' && isGams) continue
      if (!allowed.has(name) && !/^(?:data-gam|aria-)/.test(name)) faults.push(`${tag} ${name}`)
      const mayId = isGams ? /^(?:user-content|gam)-/ : /^user-content-/
      if (name === 'id' && !mayId.test(value)) faults.push(`${tag} id=${value}`)
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
