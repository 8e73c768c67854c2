import type { Author } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'

/** A report's authors from its front matter, none twice: one string, several, or maps with name and url. */
export function authorsOf(report: ParsedReport): Author[] {
  const authors = writtenAuthors(report)
  const names = new Set<string>()
  return authors.filter(({ name }) => !names.has(name) && names.add(name))
}

/** From the first of many spaces alone: from each of them would take the square of their number. */
const BETWEEN = /(?<!\s)\s*[,;&]\s*(?:and\s+)?|(?<!\s)\s+and\s+/

function writtenAuthors({ frontMatter }: ParsedReport): Author[] {
  const written = frontMatter['author'] ?? frontMatter['authors'] ?? ''
  if (typeof written === 'boolean') return []
  if (typeof written === 'string') {
    const names = written.split(BETWEEN).flatMap((name) => author(name))
    const url = frontMatter['author-url'] ?? frontMatter['author_url']
    // One address cannot be that of several people.
    return names.length === 1 ? names.flatMap(({ name }) => author(name, url)) : names
  }
  return written.flatMap((one) =>
    typeof one === 'string' ? author(one) : author(one['name'], one['url'] ?? one['link']),
  )
}

function author(written = '', url?: unknown): Author[] {
  // `Name <mail address>`: the name is enough.
  const name = written
    .replace(/<[^<>]*>/g, '')
    .trim()
    .slice(0, 100)
  if (!name) return []
  const web = typeof url === 'string' && /^https?:\/\/\S+$/i.test(url)
  return [web ? { name, url } : { name }]
}
