import { PREFIX } from '../../markdown/allowlist.ts'
import type { Place } from '../../model/address.ts'
import { isFailure } from '../../model/failure.ts'
import { fetchPages, pageOf, type PagesOfSource } from '../../site/pages.ts'

let known: Promise<readonly PagesOfSource[]> | undefined

/** The list of the host's static pages; asked for once, and again where nothing came. */
export function hostPages(base: string): Promise<readonly PagesOfSource[]> {
  known ??= fetchPages(window.fetch.bind(window), base).then((pages) => {
    if (!isFailure(pages)) return pages
    if (pages.kind !== 'malformed') known = undefined
    return []
  })
  return known
}

/** The address of a report's static page, at the heading that an address in Gam ends with; undefined where it has none. */
export async function staticPageUrl(
  base: string,
  place: Place,
  hash: string,
): Promise<string | undefined> {
  const file = pageOf(await hostPages(base), place)
  return file && new URL(file + hash.replace('#', `#${PREFIX}`), base).href
}
