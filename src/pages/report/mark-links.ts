import { isHere } from '../../commands/reading/is-here.ts'
import '../../look/links.css'
import { parseAddress } from '../../model/parse-address.ts'
import type { Enliven } from './enliven.ts'

const WORDS = 'Needs a connection'

/** Without a network: says of each link to a report that this browser has not, before somebody follows it in vain. */
export const markLinks: Enliven = (body, gam) => {
  const marked = new Map<HTMLAnchorElement, string | null>()
  let gone = false
  const markAll = async () => {
    const here = new Set(await gam.storage.blobs.keys())
    for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href^="?"]')) {
      const address = parseAddress(link.search, '', gam.hosts)
      if (address.page !== 'report' || (await isHere(gam, address, here))) continue
      if (gone) return
      const title = link.getAttribute('title')
      marked.set(link, title)
      // It is also what a screen reader adds to the link's words.
      link.title = title ? `${title} (${WORDS})` : WORDS
      link.dataset['gamNeeds'] = 'connection'
    }
  }
  void markAll()
  return () => {
    gone = true
    for (const [link, title] of marked) {
      link.removeAttribute('data-gam-needs')
      if (title === null) link.removeAttribute('title')
      else link.title = title
    }
  }
}
