import { dateFromPath } from '../model/dates.ts'
import { sourceKey } from '../model/source.ts'
import { titleOfSource } from '../model/title-of-source.ts'
import { titleFromPath } from '../model/titles.ts'
import { escapeHtml as escape } from '../site/escape-html.ts'
import { formatPages, PAGES_FILE, type PagesOfSource } from '../site/pages.ts'
import type { NewFile } from './files.ts'
import type { PlacedReport } from './make-pages.ts'
import { nameOf } from './name-of.ts'
import { formatPage, STAMP, type PageSite } from './page-html.ts'

/** As many addresses as one sitemap may hold. */
const MOST_IN_SITEMAP = 50_000

const INDEX = 'r/index.html'
const SITEMAP = 'sitemap.xml'
const ROBOTS = 'robots.txt'
/** Those of them that a host may well have of its own. */
export const SHARED_NAMES: readonly string[] = [INDEX, SITEMAP, ROBOTS]

/** What names the static pages: a list for Gam, one for people, and one for search engines where the host's address is known. */
export function formatLists(reports: readonly PlacedReport[], site: PageSite): readonly NewFile[] {
  const groups = bySource(reports)
  const pages = groups.map(([{ source }, all]): PagesOfSource => ({
    repo: source.repository,
    ref: source.ref,
    pages: all.map(({ entry, file }) => [entry.path, file]),
  }))
  const files: NewFile[] = [
    [INDEX, formatIndex(groups, site)],
    [PAGES_FILE, formatPages(pages)],
  ]
  if (site.url === undefined) return files
  const urls = [INDEX, ...reports.map(({ file }) => file)].slice(0, MOST_IN_SITEMAP)
  files.push([SITEMAP, formatSitemap(urls, site.url)])
  // Search engines read it at the root of a host alone.
  if (new URL(site.url).pathname === '/') {
    files.push([ROBOTS, formatRobots(site.url)])
  }
  return files
}

type Groups = readonly (readonly [PlacedReport, readonly PlacedReport[]])[]

function bySource(reports: readonly PlacedReport[]): Groups {
  const groups = new Map<string, PlacedReport[]>()
  for (const report of reports) {
    const key = sourceKey(report.source)
    groups.set(key, [...(groups.get(key) ?? []), report])
  }
  return [...groups.values()].flatMap((all) => (all[0] ? [[all[0], all] as const] : []))
}

function formatIndex(groups: Groups, site: PageSite): string {
  const main = [
    '<h1>All reports</h1>',
    ...groups.flatMap(([{ source }, all]) => [
      `<h2>${escape(titleOfSource(source))}</h2>`,
      '<ul>',
      ...all.map(listed),
      '</ul>',
    ]),
  ].join('\n')
  const page = { file: INDEX, title: site.title, description: '', type: 'website', main } as const
  return formatPage({ ...page, stamp: nameOf(main), footer: '<a href="../">Open in Gam</a>' }, site)
}

function listed({ entry, facts, file }: PlacedReport): string {
  const title = escape(facts?.title || titleFromPath(entry.path))
  const day = (facts?.date ?? dateFromPath(entry.path))?.slice(0, 10)
  const date = day ? ` <time datetime="${escape(day)}">${escape(day)}</time>` : ''
  return `<li><a href="../${escape(encodeURI(file))}">${title}</a>${date}</li>`
}

function formatSitemap(files: readonly string[], url: string): string {
  const all = files.map((file) => `<url><loc>${escape(url + encodeURI(file))}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${STAMP} the library -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${all.join('\n')}
</urlset>
`
}

const formatRobots = (url: string): string =>
  `# ${STAMP} the library\nUser-agent: *\nAllow: /\nSitemap: ${url}${SITEMAP}\n`
