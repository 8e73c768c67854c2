import { createHash } from 'node:crypto'
import type { Hosts } from '../model/hosts.ts'
import { escapeHtml as escape } from '../site/escape-html.ts'
import { PAGE_STYLE } from './page-style.ts'

/** Where the library is shown. */
export interface PageSite {
  readonly title: string
  /** The address of the folder of `index.html`, with a slash at its end; absent where it is not known. */
  readonly url?: string | undefined
  readonly hosts: Pick<Hosts, 'raw'>
}

export interface Page {
  /** From the folder of `index.html`. */
  readonly file: string
  /** What it is made from: the page is made anew once that has changed. */
  readonly stamp: string
  readonly title: string
  readonly description: string
  readonly lang?: string | undefined
  /** An `http` or `https` address. */
  readonly picture?: string | undefined
  readonly date?: string | undefined
  readonly authors?: readonly string[]
  readonly type: 'article' | 'website'
  /** HTML: what stands in the page's main part, and the links below it. */
  readonly main: string
  readonly footer: string
}

/** Stands at the beginning of every text that Gam has put beside the host's own. */
export const STAMP = 'gam-made-from'

/** A page that needs no program: nothing in it can run, whatever a report holds. */
export function formatPage(page: Page, site: PageSite): string {
  const { title, description, picture, date, authors = [] } = page
  const name = page.file.split('/').at(-1) ?? ''
  const own = site.url === undefined ? undefined : site.url + encodeURI(page.file)
  const property = (name: string, content: string | undefined) =>
    content ? [`<meta property="${name}" content="${escape(content)}" />`] : []
  const head = [
    `<meta charset="utf-8" />`,
    `<meta name="${STAMP}" content="${page.stamp}" />`,
    `<meta http-equiv="Content-Security-Policy" content="${policy(site)}" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<meta name="referrer" content="no-referrer" />`,
    `<title>${escape(title === site.title ? title : `${title} · ${site.title}`)}</title>`,
    ...(description ? [`<meta name="description" content="${escape(description)}" />`] : []),
    `<link rel="canonical" href="${escape(own ?? encodeURI(name))}" />`,
    `<link rel="icon" href="${rootOf(page.file)}icon.svg" />`,
    ...property('og:type', page.type),
    ...property('og:site_name', site.title),
    ...property('og:title', title),
    ...property('og:description', description),
    ...property('og:url', own),
    ...property('og:image', picture),
    ...property('article:published_time', date),
    ...authors.flatMap((author) => property('article:author', author)),
    `<meta name="twitter:card" content="${picture ? 'summary_large_image' : 'summary'}" />`,
    `<style>${PAGE_STYLE}</style>`,
  ]
  return `<!doctype html>
<html lang="${escape(languageOf(page.lang))}">
<head>
${head.join('\n')}
</head>
<body>
<header><a href="${rootOf(page.file)}">${escape(site.title)}</a></header>
<main>
${page.main}
</main>
<footer>${page.footer}</footer>
</body>
</html>
`
}

/** What a page that is there was made from. */
export const stampOf = (html: string): string | undefined =>
  new RegExp(`<meta name="${STAMP}" content="(\\w+)" />`).exec(html.slice(0, 300))?.[1]

/** Whether Gam has made a text: the host's own are neither replaced nor removed. */
export const isStamped = (text: string): boolean => text.slice(0, 300).includes(STAMP)

/** The way from a page to the folder of `index.html`. */
export const rootOf = (file: string): string => '../'.repeat(file.split('/').length - 1)

const languageOf = (lang = ''): string =>
  /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(lang) ? lang : 'en'

/** Nothing may run; pictures come over https, and from the raw host that was named, as in Gam itself. */
function policy({ hosts }: PageSite): string {
  const style = createHash('sha256').update(PAGE_STYLE).digest('base64')
  const plain = hosts.raw.startsWith('http:') ? ` ${new URL(hosts.raw).origin}` : ''
  return [
    `default-src 'none'`,
    `style-src 'sha256-${style}'`,
    `img-src 'self' https:${plain}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
}
