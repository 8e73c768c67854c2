import { decodeEntities } from './entities.ts'

/** The value of an attribute of the tag that a piece of HTML is; empty where it has none. */
export function attribute(html: string, name: string): string {
  for (const [, key = '', double, single, bare] of html.matchAll(
    /\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  )) {
    if (key.toLowerCase() === name) return decodeEntities(double ?? single ?? bare ?? '').trim()
  }
  return ''
}
