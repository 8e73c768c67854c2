import type { IncomingMessage } from 'node:http'
import type { Answer } from './faults.ts'

/** Addresses of GitHub's pages that Gam hands people over to, by what they are. */
const PAGES: readonly (readonly [string, RegExp])[] = [
  ['edit', /^\/[^/]+\/[^/]+\/edit\/[^/]+\/.+/],
  ['new file', /^\/[^/]+\/[^/]+\/new\/[^/]+/],
  ['new issue', /^\/[^/]+\/[^/]+\/issues\/new$/],
  ['compare', /^\/[^/]+\/[^/]+\/compare\/.+/],
  ['pull request', /^\/[^/]+\/[^/]+\/pull\/\d+$/],
  ['new token', /^\/settings\/(?:personal-access-)?tokens\/new$/],
  ['file', /^\/[^/]+\/[^/]+\/(?:blob|tree|raw)\/.+/],
  ['commit', /^\/[^/]+\/[^/]+\/commit\/[0-9a-f]+$/],
  ['sign-on', /^\/orgs\/[^/]+\/sso$/],
  ['repository', /^\/[^/]+\/[^/]+$/],
]

/** GitHub refuses addresses that are longer. */
const LONGEST = 8_192

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const page = (status: number, title: string, lines: readonly string[]): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(
    `<!doctype html><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>` +
      lines.map((line) => `<pre>${escaped(line)}</pre>`).join(''),
  ),
})

/** GitHub's pages for people, each no more than the name of what was asked for. No other page may read them. */
export function answerWeb(_: IncomingMessage, url: URL): Promise<Answer> {
  if (`${url.pathname}${url.search}`.length > LONGEST)
    return Promise.resolve(page(414, 'URI Too Long', []))
  const kind = PAGES.find(([, pattern]) => pattern.test(url.pathname))?.[0]
  const lines = [url.pathname, ...[...url.searchParams].map(([name, value]) => `${name}: ${value}`)]
  return Promise.resolve(
    kind ? page(200, `GitHub: ${kind}`, lines) : page(404, 'Page not found', lines),
  )
}
