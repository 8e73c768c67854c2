import { linkContext } from '../commands/reading/link-context.ts'
import type { OpenedReport } from '../commands/reading/open-report.ts'
import { dateFromPath } from '../model/dates.ts'
import type { Facts } from '../model/facts.ts'
import { formatAddress } from '../model/format-address.ts'
import { githubUrl } from '../model/github-url.ts'
import type { Hosts } from '../model/hosts.ts'
import { sourceKey, type Library, type Source } from '../model/source.ts'
import { titleFromPath } from '../model/titles.ts'
import type { Tree, TreeEntry } from '../model/tree.ts'
import { escapeHtml as escape } from '../site/escape-html.ts'
import type { NewFile } from './files.ts'
import { nameOf } from './name-of.ts'
import { pageAddress } from './page-address.ts'
import { formatPage, rootOf, type PageSite } from './page-html.ts'
import { pageLinks } from './page-links.ts'

/** Raised when pages are written differently: those of another version are made anew. */
const PAGE_VERSION = 2
/** What a card shows of a description. */
const LONGEST_DESCRIPTION = 200

/** A report that gets a page. */
export interface ReportOfPage {
  readonly source: Source
  readonly tree: Tree
  readonly entry: TreeEntry
  readonly facts: Facts | undefined
}

export interface PageSetting {
  readonly site: PageSite
  readonly library: Library
  readonly hosts: Hosts
  /** Of the app beside it. */
  readonly gamVersion: string
}

/** A report and the file of its page. */
export type PlacedReport = ReportOfPage & { readonly file: string }

/** Each report once, with its page's file; two whose addresses turn out the same share none: the second has no page. */
export function placePages(reports: readonly ReportOfPage[]): readonly PlacedReport[] {
  const placed = new Map<string, PlacedReport>()
  for (const report of reports) {
    const file = pageAddress(placeOf(report))
    if (!placed.has(file)) placed.set(file, { ...report, file })
  }
  return [...placed.values()]
}

const placeOf = ({ source: { repository, ref }, entry: { path } }: ReportOfPage) => ({
  repository,
  ref,
  path,
})

/** The pages that are not there yet as they would be now. `stampOf` tells what one that is there was made from. */
export async function makePages(
  reports: readonly PlacedReport[],
  setting: PageSetting,
  stampOf: (file: string) => Promise<string | undefined>,
  bytesOf: (entry: TreeEntry) => Uint8Array | undefined,
): Promise<readonly NewFile[]> {
  const files = new Map(reports.map((one) => [sourceKey(placeOf(one)), one.file]))
  const pageOf: Parameters<typeof pageLinks>[0]['pageOf'] = (place) =>
    files.get(sourceKey(place as Parameters<typeof sourceKey>[0]))
  const contextOf = contextsFor(setting)
  const made: NewFile[] = []
  for (const report of reports) {
    const context = contextOf(report)
    const links = pageLinks({
      file: report.file,
      context,
      hosts: setting.hosts,
      images: setting.library.images,
      pageOf,
    })
    const { facts, entry } = report
    // Where its links lead may change while the report stays as it is.
    const stamp = nameOf(
      JSON.stringify([
        PAGE_VERSION,
        setting.gamVersion,
        setting.site,
        entry.sha,
        facts,
        facts?.links.map(links.link),
        facts?.pictures.map(links.picture),
      ]),
    )
    const bytes = (await stampOf(report.file)) === stamp ? undefined : bytesOf(entry)
    if (bytes) made.push([report.file, await makePage(report, stamp, bytes, links, setting)])
  }
  return made
}

/** The files of a tree are looked up by many reports. */
function contextsFor({ hosts, library }: PageSetting) {
  const contexts = new Map<Tree, ReturnType<typeof linkContext>>()
  return (report: ReportOfPage) => {
    const { source, tree } = report
    const place = placeOf(report)
    const known =
      contexts.get(tree) ??
      linkContext(
        { hosts, library: () => library },
        { place, path: place.path, source, tree: { tree, checkedAt: 0, askedAt: 0 } },
      )
    contexts.set(tree, known)
    const { siteRoot, ...context } = known
    return {
      ...context,
      place,
      ...(source.siteRoot === undefined ? {} : { siteRoot: source.siteRoot }),
    }
  }
}

async function makePage(
  report: PlacedReport,
  stamp: string,
  bytes: Uint8Array,
  links: ReturnType<typeof pageLinks>,
  { site, hosts }: PageSetting,
): Promise<string> {
  const { file, facts, source, tree, entry } = report
  const place = placeOf(report)
  const opened: OpenedReport = {
    place,
    path: entry.path,
    bytes,
    sha: entry.sha,
    source,
    tree: { tree, checkedAt: 0, askedAt: 0 },
    later: new Promise(() => undefined),
  }
  // With a DOM, that is: a run with nothing to render does not wait for it.
  const { renderText } = await import('./render-text.ts')
  const text = await renderText(opened, `${hosts.web}/${source.repository}`, links)
  const title = facts?.title || titleFromPath(entry.path)
  const date = facts?.date ?? dateFromPath(entry.path)
  const inGam = rootOf(file) + formatAddress({ page: 'report', ...place })
  const onGitHub = githubUrl(hosts, place, 'blob')
  const names = facts?.authors.map(({ name }) => name) ?? []
  const byline = [
    // Not in words: they would be those of the machine that makes the page.
    ...(date ? [`<time datetime="${escape(date)}">${escape(date.slice(0, 10))}</time>`] : []),
    ...(names.length ? [escape(names.join(', '))] : []),
  ]
  const written = [
    facts?.lang ? ` lang="${escape(facts.lang)}"` : '',
    facts?.dir ? ` dir="${facts.dir}"` : '',
  ].join('')
  const [picture] = (facts?.pictures ?? []).flatMap((src) => {
    const to = links.picture(src)
    return to.kind === 'elsewhere' && /^https?:/i.test(to.url) && !/\.svg(?:$|[?#])/i.test(to.url)
      ? [to.url]
      : []
  })
  const main = [
    ...(byline.length ? [`<p class="by">${byline.join(' · ')}</p>`] : []),
    ...(text?.titleInBody ? [] : [`<h1>${escape(title)}</h1>`]),
    `<div class="markdown"${written}>${text?.html ?? ''}</div>`,
    ...(text && !text.isCut
      ? []
      : [`<p>It is too long for this page. <a href="${escape(inGam)}">Read all of it</a></p>`]),
  ]
  return formatPage(
    {
      file,
      stamp,
      title,
      description: clip(facts?.description || facts?.excerpt || ''),
      lang: facts?.lang,
      picture,
      date,
      authors: names,
      type: 'article',
      main: main.join('\n'),
      footer: [
        `<a href="${escape(inGam)}">Read it in Gam, offline too</a>`,
        `<a href="${escape(onGitHub)}">View on GitHub</a>`,
        `<a href="${rootOf(file)}r/index.html">All reports</a>`,
      ].join('\n'),
    },
    site,
  )
}

function clip(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text
  return `${text.slice(0, LONGEST_DESCRIPTION).replace(/\s+\S*$/, '')}…`
}
