import type { Library } from '../model/source.ts'
import { escapeHtml } from './escape-html.ts'

/**
 * The built `index.html` with the library's title and description in it, for search engines and for the cards that
 * chats show. Doing it twice changes nothing.
 */
export function withLibraryMeta(
  html: string,
  library: Pick<Library, 'title' | 'description'>,
): string {
  const { title, description } = library
  const meta = [
    ...(description ? [`<meta name="description" content="${escapeHtml(description)}" />`] : []),
    `<meta property="og:type" content="website" />`,
    `<meta property="og:title" content="${escapeHtml(title)}" />`,
    ...(description
      ? [`<meta property="og:description" content="${escapeHtml(description)}" />`]
      : []),
  ]
  const kept = html.replace(/\n?[ \t]*<meta property="og:[a-z:]+" content="[^"]*" \/>/g, '')
  const bare = description
    ? kept.replace(/\n?[ \t]*<meta name="description" content="[^"]*" \/>/, '')
    : kept
  // A function, since `$` in a replacement text has a meaning of its own.
  return bare.replace(/<title>[^<]*<\/title>/, () =>
    [`<title>${escapeHtml(title)}</title>`, ...meta].join('\n    '),
  )
}

const LINK = '<a href="r/index.html">All reports as pages that need none</a>'

/** The same page with the way to the static pages, where there are any, for whoever reads without a program. */
export function withWayToPages(html: string, arePages: boolean): string {
  return html.replace(
    /(<noscript>[^<]*?)\s*(?:<a href="r\/index.html">[^<]*<\/a>\s*)?(<\/noscript>)/,
    (_, before: string, end: string) =>
      arePages ? `${before}\n      ${LINK}\n    ${end}` : `${before}\n    ${end}`,
  )
}
