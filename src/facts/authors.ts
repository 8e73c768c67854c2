import type { Author } from '../model/facts.ts'
import type { ParsedReport } from '../model/markdown.ts'

/** A report's authors from its front matter, none twice: one string, several, or maps with name and url. */
export function authorsOf(report: ParsedReport): Author[] {
  const authors = writtenAuthors(report)
  const names = authors.map(({ name }) => name)
  return authors.filter(({ name }, at) => names.indexOf(name) === at)
}

function writtenAuthors({ frontMatter }: ParsedReport): Author[] {
  const written = frontMatter['author'] ?? frontMatter['authors'] ?? ''
  if (typeof written === 'boolean') return []
  if (typeof written === 'string') {
    const names = written.split(/\s*[,;&]\s*(?:and\s+)?|\s+and\s+/).flatMap((name) => author(name))
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
