import type { Rule } from '../rule.ts'

const STRUCTURE =
  /^ {0,3}(?:#{1,6}[ \t]|[-*+][ \t]|>|\d{1,9}[.)][ \t]|`{3}|~{3}|\||={2,}[ \t]*$|-{2,}[ \t]*$|:{3})|\]\(|\]\[|\*\*|__|`|<[a-z!/]|\{[{%]/im
const BULLET = /^([ \t]*)[•▪‣◦●][ \t\u00a0]*(?=\S)/
const LONGEST_HEADING = 80
const LONGEST_VERSE = 60

/** A text that knows nothing of Markdown, written as articles are: its bullets are lists, its lone lines headings. */
export const plainArticle: Rule = {
  name: 'plain article',
  mayApply: (body) => /\n[ \t]*\n/.test(body.trim()) && !STRUCTURE.test(body),
  text: (body) => withHeadings(withLists(body)),
}

/** Speech and verse that stand further in would else be code. */
const INDENTED = /^(?: {4}|[ ]{0,3}\t)/m
const PROSE = /^\s*[\p{Lu}“"‘'«„—–][^{}<>=;$|\\]*[.!?…,]["”’»“)]*\s*$/u

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
      if (index % 2) return block
      if (!heads[at])
        return withLines(INDENTED.test(block) && PROSE.test(block) ? flush(block) : block)
      const next = paragraphs[at + 1]
      // A heading has something to stand above.
      if (!next?.trim()) return block
      if (at === 0 && (!heads[1] || isShouted(block))) return `# ${block.trim()}`
      // Lone lines after each other are an address or a list.
      const isAlone = !heads[at + 1] && (!heads[at - 1] || at === 1)
      return isAlone ? `## ${block.trim()}` : block
    })
    .join('')
}

const flush = (block: string): string => block.replace(/^[ \t]+/gm, '')

/** A line that had room for the next word was ended by its author: verses, an address, a list. */
function withLines(block: string): string {
  const lines = block.split('\n').map((line) => line.trim())
  if (
    lines.length < 3 ||
    lines.some((line) => line.length > LONGEST_VERSE || /^(?:-|\d)/.test(line))
  )
    return block
  const width = Math.max(...lines.map((line) => line.length))
  const ended = lines.filter((line, at) => {
    const [word = ''] = (lines[at + 1] ?? '').split(' ', 1)
    return word !== '' && line.length + 1 + word.length <= width
  })
  return ended.length * 2 > lines.length - 1 ? lines.join('  \n') : block
}

const isHeadline = (block: string): boolean => {
  const line = block.trim()
  return (
    line.length <= LONGEST_HEADING &&
    !line.includes('\n') &&
    !isByline(line) &&
    (isShouted(line) ||
      (/^[\p{Lu}\p{Lo}\d“"‘'¿¡]/u.test(line) &&
        !/[.!?:;,…)\]”"’]$/.test(line) &&
        !/:\/\/|@/.test(line)))
  )
}

/** In capitals; a single word may be a name. */
const isShouted = (line: string): boolean =>
  /^[^\p{Ll}\p{Lo}@/]*\p{Lu}{2}[^\p{Ll}\p{Lo}@/]*[^\p{Ll}\p{Lo}@/:;,.)]$/u.test(line.trim()) &&
  /\s\S/.test(line.trim())

/** Who wrote it, and when. */
const isByline = (line: string): boolean => BY.test(line) || DATE.test(line)
const BY = /^by\s+\p{Lu}/iu
const DATE =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\.?\s+)?\p{L}{3,9}\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d$/iu
