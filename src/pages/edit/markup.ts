/** A text with what is selected in it. */
interface Selected {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** One stretch replaced, and what is selected afterwards. */
interface Replacement {
  readonly from: number
  readonly to: number
  readonly insert: string
  readonly select: { readonly from: number; readonly to: number }
}

/** What a button or a key does to a text. */
export type Markup = (selected: Selected) => Replacement

/** Bold, or no longer bold; without a selection, the word at the cursor. */
export const bold: Markup = (selected) => {
  const { text, from, to } = trimmed(wordAt(selected))
  const words = text.slice(from, to)
  if (text.slice(from - 2, from) === '**' && text.slice(to, to + 2) === '**') {
    return {
      from: from - 2,
      to: to + 2,
      insert: words,
      select: { from: from - 2, to: to - 2 },
    }
  }
  if (/^\*\*[^]+\*\*$/.test(words)) {
    return { from, to, insert: words.slice(2, -2), select: { from, to: to - 4 } }
  }
  return { from, to, insert: `**${words}**`, select: { from: from + 2, to: to + 2 } }
}

const ADDRESS = 'https://'

/** A link; what is still missing, its words or its address, is selected. */
export const link: Markup = (selected) => {
  const { text, from, to } = trimmed(selected)
  const words = text.slice(from, to)
  if (/^https?:\/\/\S+$/.test(words)) {
    return { from, to, insert: `[](${words})`, select: { from: from + 1, to: from + 1 } }
  }
  const insert = `[${words}](${ADDRESS})`
  const at = words ? from + words.length + 3 : from + 1
  return { from, to, insert, select: { from: at, to: words ? at + ADDRESS.length : at } }
}

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+/

/** A list of the selected lines, or lines of a list. */
export const list: Markup = (selected) =>
  eachLine(selected, (lines) => {
    const isList = lines.every((line) => !line.trim() || ITEM.test(line))
    const isEmpty = lines.every((line) => !line.trim())
    return lines.map((line) => {
      if (isList && !isEmpty) return line.replace(ITEM, '$1')
      return line.trim() || isEmpty ? line.replace(/^(\s*)/, '$1- ') : line
    })
  })

/** A heading of the second level, then of the third, then none. The first is the report's title. */
export const heading: Markup = (selected) =>
  eachLine(selected, (lines) =>
    lines.map((line) => {
      const [, marks = '', words = ''] = /^(#{1,6}(?=\s|$))?\s*(.*)$/.exec(line) ?? []
      if (!words && lines.length > 1) return line
      if (!marks) return `## ${words}`
      return marks.length === 2 ? `### ${words}` : words
    }),
  )

/** A picture in a line; its words are selected, since only its author can say what it shows. */
export const picture =
  (path: string, words: string): Markup =>
  ({ from, to }) => ({
    from,
    to,
    insert: `![${words}](${encodeForMarkdown(path)})`,
    select: { from: from + 2, to: from + 2 + words.length },
  })

/** Spaces and brackets would end the address. */
const encodeForMarkdown = (path: string): string =>
  path.replace(/[\s()<>%]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

function eachLine(
  { text, from, to }: Selected,
  change: (lines: readonly string[]) => string[],
): Replacement {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', Math.max(from, to))
  const end = next < 0 ? text.length : next
  const insert = change(text.slice(start, end).split('\n')).join('\n')
  const stop = start + insert.length
  const cursor = Math.max(start, to + stop - end)
  const select = from === to ? { from: cursor, to: cursor } : { from: start, to: stop }
  return { from: start, to: end, insert, select }
}

function wordAt({ text, from, to }: Selected): Selected {
  if (from !== to) return { text, from, to }
  const before = /[\p{L}\p{N}_'’-]*$/u.exec(text.slice(Math.max(0, from - 100), from))?.[0] ?? ''
  const after = /^[\p{L}\p{N}_'’-]*/u.exec(text.slice(to, to + 100))?.[0] ?? ''
  return { text, from: from - before.length, to: to + after.length }
}

/** White space at the edges of a selection makes no bold and no link. */
function trimmed({ text, from, to }: Selected): Selected {
  const words = text.slice(from, to)
  if (!words.trim()) return { text, from, to }
  return {
    text,
    from: from + words.length - words.trimStart().length,
    to: to - (words.length - words.trimEnd().length),
  }
}
