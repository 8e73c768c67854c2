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
