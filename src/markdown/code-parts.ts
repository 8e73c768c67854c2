/** A stretch of a text. Code stays as its author wrote it, whatever a rule does to the rest. */
export interface Part {
  readonly code: boolean
  readonly text: string
}

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/
const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/
const INDENTED = /^(?: {4}| {0,3}\t)/

/** The text as blocks of code (fenced, indented, `<pre>`) and what stands between them, line by line. */
export function splitCodeBlocks(text: string): Part[] {
  const parts: { code: boolean; text: string }[] = []
  let inCode: ((line: string) => boolean) | undefined
  let inList = false
  let afterBlank = true
  let indented = false
  for (const line of text.split(/(?<=\n)/)) {
    const blank = !line.trim()
    let code = true
    const fence = FENCE.exec(line)?.[1]
    if (inCode) {
      if (inCode(line)) inCode = undefined
    } else if (fence) {
      inCode = (line) => closes(line, fence)
    } else if (/<pre[\s>]/i.test(line)) {
      if (!/<\/pre/i.test(line)) inCode = (line) => /<\/pre/i.test(line)
    } else {
      indented = !blank && !inList && (afterBlank || indented) && INDENTED.test(line)
      code = indented
    }
    if (!code && !blank) {
      if (ITEM.test(line)) inList = true
      else if (afterBlank && !INDENTED.test(line) && !/^ {2}/.test(line)) inList = false
    }
    afterBlank = blank
    const last = parts.at(-1)
    if (last?.code === code) last.text += line
    else parts.push({ code, text: line })
  }
  return parts
}

function closes(line: string, fence: string): boolean {
  const text = line.replace(/^[ \t>]+/, '').trimEnd()
  return text.length >= fence.length && text === (fence[0] ?? '').repeat(text.length)
}

/** As above, and code in running text as parts of its own. */
export function splitCode(text: string): Part[] {
  return splitCodeBlocks(text).flatMap((part) =>
    part.code ? part : part.text.split(/(?<=\n[ \t>]*\n)/).flatMap(splitSpans),
  )
}

function splitSpans(paragraph: string): Part[] {
  const runs = [...paragraph.matchAll(/`+/g)]
  // For each run the next one as long as it, found from the end, since a search from each would be quadratic.
  const closing: (number | undefined)[] = []
  const later = new Map<number, number>()
  for (let index = runs.length - 1; index >= 0; index--) {
    const { length } = runs[index]?.[0] ?? ''
    closing[index] = later.get(length)
    later.set(length, index)
  }
  const parts: Part[] = []
  let at = 0
  for (let index = 0; index < runs.length; index++) {
    const from = runs[index]?.index ?? 0
    const close = closing[index]
    const last = close === undefined ? undefined : runs[close]
    if (close === undefined || !last || paragraph[from - 1] === '\\') continue
    const end = last.index + last[0].length
    parts.push({ code: false, text: paragraph.slice(at, from) })
    parts.push({ code: true, text: paragraph.slice(from, end) })
    at = end
    index = close
  }
  parts.push({ code: false, text: paragraph.slice(at) })
  return parts.filter((part) => part.text)
}
