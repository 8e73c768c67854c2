import './dom.ts'
import { PREFIX } from '../markdown/allowlist.ts'
import type { OpenedReport } from '../commands/reading/open-report.ts'
import { decode } from '../markdown/decode.ts'
import { parseReport } from '../markdown/parse.ts'
import { splitParts } from '../markdown/parts.ts'
import type { RenderOptions } from '../markdown/render.ts'
import { rulesFor } from '../markdown/rules.ts'
import { isFailure } from '../model/failure.ts'
import type { MarkdownToken } from '../model/markdown.ts'
import { describeReport } from '../pages/report/read-report.ts'

/** A text that takes longer is shown as it was written, in ms. */
const PATIENCE = 5_000
/** Characters of Markdown: what follows is read in Gam. */
const LONGEST = 400_000

export interface RenderedText {
  readonly html: string
  /** The text begins with its title as a heading. */
  readonly titleInBody: boolean
  /** The end of it is missing. */
  readonly isCut: boolean
}

/** A report's text as HTML that can neither run nor spoof, by the renderer and the sanitizer of the browser. */
export async function renderText(
  opened: OpenedReport,
  repositoryUrl: string,
  options: RenderOptions,
): Promise<RenderedText | undefined> {
  const text = decode(opened.bytes, opened.path)
  if (isFailure(text)) return undefined
  const until = performance.now() + PATIENCE
  const parsed = parseReport(text, await rulesFor(text), repositoryUrl, until)
  const { parts, cut } = splitParts(parsed.tokens)
  const tokens: MarkdownToken[] = []
  let length = 0
  for (const part of parts) {
    if (length > LONGEST) break
    length += part.length
    tokens.push(...part.tokens)
  }
  const report = describeReport(opened, { ...parsed, tokens })
  const box = document.createElement('div')
  box.innerHTML = String(report.render(options).html)
  // Without a program an address reaches the id that really stands there.
  for (const anchor of box.querySelectorAll('a[data-gam=anchor]')) {
    anchor.setAttribute('href', `#${PREFIX}${anchor.getAttribute('href')?.slice(1) ?? ''}`)
  }
  return {
    html: box.innerHTML,
    titleInBody: report.titleInBody,
    isCut: cut || length < parts.reduce((sum, part) => sum + part.length, 0),
  }
}
