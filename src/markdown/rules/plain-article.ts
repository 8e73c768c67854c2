import type { Rule } from '../rule.ts'

const STRUCTURE =
  /^ {0,3}(?:#{1,6}[ \t]|[-*+][ \t]|>|\d{1,9}[.)][ \t]|`{3}|~{3}|\||={2,}[ \t]*$|-{2,}[ \t]*$|:{3})|\]\(|\]\[|\*\*|__|`|<[a-z!/]|\{[{%]/im
const BULLET = /^([ \t]*)[•▪‣◦●][ \t\u00a0]*(?=\S)/
const LONGEST_HEADING = 80

/** A text that knows nothing of Markdown, written as articles are: its bullets are lists, its lone lines headings. */
export const plainArticle: Rule = {
  name: 'plain article',
  mayApply: (body) => /\n[ \t]*\n/.test(body.trim()) && !STRUCTURE.test(body),
  text: (body) => withHeadings(withLists(body)),
}

function withLists(body: string): string {
  const lines = body.split('\n')
  let margin = Infinity
  for (const line of lines) margin = Math.min(margin, BULLET.exec(line)?.[1]?.length ?? Infinity)
  return lines
    .map((line) => line.replace(BULLET, (_, indent: string) => `${indent.slice(margin)}- `))
    .join('\n')
}

function withHeadings(body: string): string {
  const blocks = body.split(/(\n(?:[ \t]*\n)+)/)
  // Every second one is what stands between.
  const paragraphs = blocks.filter((_, index) => index % 2 === 0)
  const heads = paragraphs.map(isHeadline)
  return blocks
    .map((block, index) => {
      const at = index / 2
      const next = paragraphs[at + 1]
      // Lone lines after each other are an address or a byline; a heading has something to stand above.
      if (!heads[at] || !next?.trim() || heads[at + 1]) return block
      if (at === 0) return `# ${block.trim()}`
      return heads[at - 1] && at > 1 ? block : `## ${block.trim()}`
    })
    .join('')
}

const isHeadline = (block: string): boolean => {
  const line = block.trim()
  return (
    line.length <= LONGEST_HEADING &&
    !line.includes('\n') &&
    /^[\p{Lu}\p{Lo}\d“"‘'¿¡]/u.test(line) &&
    !/[.!?:;,…)\]”"’]$/.test(line) &&
    !/:\/\/|@/.test(line)
  )
}
