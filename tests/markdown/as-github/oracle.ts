import { markdownToHTML } from 'comrak'
import { splitFrontMatter } from '../../../src/markdown/front-matter.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import type { ParsedReport } from '../../../src/model/markdown.ts'

/**
 * What GitHub's parser makes of a text: comrak, which GitHub's own additions are ported to. Its HTML takes the same
 * way through the sanitizer as Gam's.
 */
export function readAsGithub(text: string): ParsedReport {
  const raw = markdownToHTML(splitFrontMatter(text).body, {
    extension: {
      alerts: true,
      autolink: true,
      footnotes: true,
      strikethrough: true,
      table: true,
      tasklist: true,
    },
    render: { unsafe: true, gfmQuirks: true },
  })
  return { ...parseReport(''), tokens: [{ type: 'html', raw, text: raw }] }
}
