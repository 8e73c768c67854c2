import { maths } from './rules/maths.ts'

/** What a report's text needs besides the shell to be shown whole. */
export interface NeededGuests {
  /** What its blocks of code say they are written in. */
  readonly languages: readonly string[]
  /** Sources of diagrams. */
  readonly diagrams: readonly string[]
  readonly maths: boolean
}

/** Where a block of code begins, also in lists and quotations. */
const FENCE = /^((?:[ \t]|>|[-*+] |\d+[.)] )*)(`{3,}|~{3,})[ \t]*([^\s`{]*)[^`]*$/

/** As the lines of a text tell without parsing it: it may say too much, and of what is written oddly too little. */
export function neededGuests(text: string): NeededGuests {
  const languages = new Set<string>()
  const diagrams: string[] = []
  let open: { mark: string; margin: number; lines: string[] | undefined } | undefined
  for (const line of text.split('\n')) {
    const [, margin = '', mark = '', language = ''] = FENCE.exec(line) ?? []
    if (open && mark.startsWith(open.mark) && !language) {
      if (open.lines) diagrams.push(open.lines.join('\n'))
      open = undefined
    } else if (open) open.lines?.push(withoutMargin(line, open.margin))
    else if (mark) {
      const isDiagram = language.toLowerCase() === 'mermaid'
      if (language && !isDiagram) languages.add(language)
      open = { mark, margin: margin.length, lines: isDiagram ? [] : undefined }
    }
  }
  return { languages: [...languages], diagrams, maths: maths.mayApply(text) }
}

/** A list's indentation and a quotation's marks. */
const withoutMargin = (line: string, width: number): string =>
  /^[ \t>]*$/.test(line.slice(0, width)) ? line.slice(width) : line.trimStart()
