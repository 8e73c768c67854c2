import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { parseReport } from '../../src/markdown/parse.ts'
import { renderReport } from '../../src/markdown/render.ts'
import { RULES } from '../../src/markdown/rules.ts'

/* The page in which the ways from Markdown to safe HTML are timed against each other. */

export type Pipelines = Readonly<Record<string, (text: string) => unknown>>

const markdownIt = new MarkdownIt({ html: true, linkify: true })
const sanitized = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize)
  .use(rehypeStringify)

const pipelines: Pipelines = {
  Gam: (text) =>
    renderReport(parseReport(text, RULES, 'https://github.com/owner/name'), {
      link: (href) => ({ href, kind: 'external' }),
      picture: (url) => ({ kind: 'elsewhere', url }),
    }).html,
  'markdown-it + dompurify': (text) => DOMPurify.sanitize(markdownIt.render(text)),
  'micromark + rehype-sanitize': (text) =>
    String(
      sanitized.processSync(
        micromark(text, {
          allowDangerousHtml: true,
          extensions: [gfm()],
          htmlExtensions: [gfmHtml()],
        }),
      ),
    ),
}

declare global {
  interface Window {
    /** Milliseconds for all texts by each pipeline, one after the other. */
    timePipelines: (texts: readonly string[]) => Record<string, number>
  }
}

window.timePipelines = (texts) =>
  Object.fromEntries(
    Object.entries(pipelines).map(([name, run]) => {
      const started = performance.now()
      for (const text of texts) run(text)
      return [name, performance.now() - started]
    }),
  )
