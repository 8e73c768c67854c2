import { splitCodeBlocks, splitCode } from '../code-parts.ts'
import type { Rule } from '../rule.ts'

const ALONE = /^[ \t>]*\{:[^{}\n]*\}[ \t]*$/
/** kramdown's note for nobody but its authors. */
const NOTE = /^[ \t]*\{::comment\}[ \t]*$/
const NOTE_END = /^[ \t]*\{:\/(?:comment)?\}[ \t]*$/
const CONTENTS = /^[ \t]*\{:[ \t]*toc\b[^{}\n]*\}[ \t]*$/
/** kramdown writes a colon, markdown-it and Pandoc none. */
const HEADING =
  /^( {0,3}#{1,6}[ \t][^\n]*[^\s{}])[ \t]*\{:?([ \t]*(?:[.#][\w-]|[\w-]+=)[^{}\n]*)\}[ \t]*#*$/
const AFTER_SPAN =
  /(^|[)\]*_>]|[-*+] )\{:[ \t]*(?:[.#]|[\w-]+=)[^{}\n]*\}|(?<=\))\{(?:[.#]|[\w-]+=)[^{}\n]*\}/g
const PICTURE =
  /!\[([^[\]\n]{0,500})\]\(([^\s()<>"]{1,1000})(?:[ \t]+"([^"\n]{0,500})")?\)\{:?([^{}\n]{1,300})\}/g

/**
 * kramdown's attribute lists (`{: .lead}`) and their kin in other tools: they dress what they stand at, which Gam does
 * in its own way. Three of them mean something: `{:toc}` is the table of contents, `#name` names a heading, and
 * `width=` says how large a picture is.
 */
export const attributeLists: Rule = {
  name: 'attribute lists',
  mayApply: (body) => /\{[:#]|\)\{/.test(body),
  text: (body) =>
    splitCodeBlocks(body)
      .map(({ code, text }) => (code ? text : withoutLists(text)))
      .join(''),
}

function withoutLists(text: string): string {
  const lines: string[] = []
  const written = text.split('\n')
  const lastEnd = written.findLastIndex((line) => NOTE_END.test(line))
  let isNote = false
  for (const [at, line] of written.entries()) {
    if (isNote || (NOTE.test(line) && at < lastEnd)) {
      isNote = !NOTE_END.test(line)
    } else if (CONTENTS.test(line)) {
      // kramdown puts the table in the place of a list, whose item says anything.
      if (/^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]/.test(lines.at(-1) ?? '')) lines.pop()
      lines.push('', '[[toc]]', '')
    } else if (ALONE.test(line)) {
      // It may stand below its heading too.
      const name = /#([\w-]+)/.exec(line)?.[1]
      const before = lines.at(-1) ?? ''
      if (name && /^ {0,3}#{1,6}[ \t]/.test(before)) lines[lines.length - 1] = named(before, name)
      lines.push('')
    } else lines.push(withName(line))
  }
  return splitCode(lines.join('\n'))
    .map((part) =>
      part.code ? part.text : part.text.replace(PICTURE, sized).replace(AFTER_SPAN, '$1'),
    )
    .join('')
}

function withName(line: string): string {
  const [, heading, list] = HEADING.exec(line) ?? []
  if (heading === undefined) return line
  const name = /#([\w-]+)/.exec(list ?? '')?.[1]
  return name ? named(heading, name) : heading
}

const named = (heading: string, name: string): string => `${heading}<a name="${name}"></a>`

function sized(whole: string, alt: string, src: string, title = '', list = ''): string {
  const sizes = [...list.matchAll(/(?:^|\s)(width|height)="?(\d{1,4}%?)(?:px)?(?="|\s|$)/g)]
  if (!sizes.length) return whole
  const written = Object.entries({ src, alt, ...(title && { title }) }).map(
    ([name, value]) => `${name}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
  )
  return `<img ${[...written, ...sizes.map(([, name, size]) => `${name}="${size}"`)].join(' ')}>`
}
