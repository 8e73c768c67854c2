import { renderReport, type RenderOptions } from '../../src/markdown/render.ts'
import type { ParsedReport } from '../../src/model/markdown.ts'

/** Links and pictures lead where they say. */
export const asWritten: RenderOptions = {
  link: (href) => ({ href, kind: href.startsWith('#') ? 'heading' : 'external' }),
  picture: (src) => ({ kind: 'elsewhere', url: src }),
}

/** A parsed report in an element, its links and pictures leading where they say; needs a DOM. */
export function show(parsed: ParsedReport, options: Partial<RenderOptions> = {}): HTMLElement {
  const page = document.createElement('div')
  page.innerHTML = String(renderReport(parsed, { ...asWritten, ...options }).html)
  return page
}
