import { splitCodeBlocks, splitCode } from '../code-parts.ts'
import type { Rule } from '../rule.ts'

const ALONE = /^[ \t>]*\{:[^{}\n]*\}[ \t]*$/
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
  for (const line of text.split('\n')) {
    if (CONTENTS.test(line)) {
      // kramdown puts the table in the place of a list, whose item says anything.
      if (/^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]/.test(lines.at(-1) ?? '')) lines.pop()
      lines.push('', '[[toc]]', '')
    } else if (ALONE.test(line)) lines.push('')
    else lines.push(withName(line))
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
  return name ? `${heading}<a name="${name}"></a>` : heading
}

function sized(whole: string, alt: string, src: string, title = '', list = ''): string {
  const sizes = [...list.matchAll(/(?:^|\s)(width|height)="?(\d{1,4}%?)(?:px)?(?="|\s|$)/g)]
  if (!sizes.length) return whole
  const written = Object.entries({ src, alt, ...(title && { title }) }).map(
    ([name, value]) => `${name}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
  )
  return `<img ${[...written, ...sizes.map(([, name, size]) => `${name}="${size}"`)].join(' ')}>`
}
