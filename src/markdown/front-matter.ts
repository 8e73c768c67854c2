import type { FrontMatterValue, ParsedReport } from '../model/markdown.ts'

export type FrontMatter = Pick<ParsedReport, 'frontMatter' | 'frontMatterProblem' | 'body'>
type Flat = Record<string, string>

/** One line of the block: how deep it stands and what it says. */
interface Line {
  readonly indent: number
  readonly text: string
}

const YAML_KEY = /^([\w$.-]+|"[^"]*"|'[^']*')\s*:(?:\s+(.*)|$)/
const TOML_KEY = /^([\w.-]+)\s*=\s*(.*)/
const QUOTED = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*(?:#.*)?$/

/**
 * Takes the front matter off a text: `---` YAML or `+++` TOML at the very start. Reads plain values, lists, flat
 * maps and lists of them; valid things that are deeper are left out, and what makes no sense is said in
 * `frontMatterProblem`.
 * A block that is never closed, or that neither holds a key nor begins as one, is no front matter.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const none = { frontMatter: {}, body: text }
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text)
  if (!fence?.[1]) return none
  const toml = fence[1] === '+++'
  const start = fence[0].length
  const close = new RegExp(toml ? '^\\+\\+\\+[ \\t]*$' : '^(?:---|\\.\\.\\.)[ \\t]*$', 'm')
  const end = close.exec(text.slice(start))
  if (!end) return none

  const block = text.slice(start, start + end.index)
  const body = text.slice(start + end.index + end[0].length).replace(/^\n/, '')
  const { values, wrong } = toml ? readToml(block) : readYaml(block)
  if (
    !Object.keys(values).length &&
    wrong !== undefined &&
    !(toml ? TOML_KEY : YAML_KEY).test(block)
  )
    return none
  return {
    frontMatter: values,
    body,
    ...(wrong !== undefined && {
      frontMatterProblem: `A line of this report’s front matter could not be understood:\n${wrong.trim().slice(0, 120)}`,
    }),
  }
}

interface Read {
  readonly values: Record<string, FrontMatterValue>
  /** The first line that makes no sense. */
  readonly wrong?: string | undefined
}

function readYaml(block: string): Read {
  const lines = block
    .split('\n')
    .map((raw): Line => ({ indent: raw.length - raw.trimStart().length, text: raw.trim() }))
  const values = emptyRecord<FrontMatterValue>()
  let wrong: string | undefined
  for (let at = 0; at < lines.length;) {
    const line = lines[at++]
    if (!line || isBlank(line)) continue
    const key = line.indent === 0 ? YAML_KEY.exec(line.text) : null
    if (!key?.[1]) {
      wrong ??= line.text
      continue
    }
    const below: Line[] = []
    // A list may stand as deep as its key.
    for (let next = lines[at]; next; next = lines[++at]) {
      if (next.indent === 0 && !isBlank(next) && !isItem(next)) break
      below.push(next)
    }
    const value = readValue(key[2] ?? '', below)
    if (value === null) wrong ??= line.text
    else if (value !== undefined) values[unquote(key[1]).toLowerCase()] = value
  }
  return { values, wrong }
}

/** undefined: nothing Gam reads; null: malformed. */
function readValue(first: string, below: readonly Line[]): FrontMatterValue | undefined | null {
  const value = withoutComment(first)
  const lines = below.filter((line) => !isBlank(line))
  if (/^[|>][+-]?\d?$/.test(value)) {
    return below
      .map((line) => line.text)
      .join(value[0] === '|' ? '\n' : ' ')
      .trim()
  }
  if (value) return readScalar([value, ...lines.map((line) => line.text)].join(' '))
  const top = lines[0]
  if (!top) return undefined
  return isItem(top) ? readItems(lines, top.indent) : someMap(flatMap(lines, top.indent))
}

function readScalar(value: string): FrontMatterValue | undefined | null {
  if (value.startsWith('[')) return value.endsWith(']') ? readList(value) : null
  if (value.startsWith('{')) return value.endsWith('}') ? someMap(flowMap(value)) : null
  if (/^["']/.test(value)) return QUOTED.test(value) ? unquote(value) : null
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  return value
}

function readItems(lines: readonly Line[], indent: number): FrontMatterValue | undefined {
  const items: Line[][] = []
  for (const line of lines) {
    if (line.indent === indent && isItem(line)) {
      const text = line.text.slice(1).trimStart()
      items.push([{ indent: indent + line.text.length - text.length, text }])
    } else items.at(-1)?.push(line)
  }
  if (items.some(([first]) => !first || isItem(first))) return undefined
  const isMap = items.every(([first]) => first && YAML_KEY.test(first.text))
  if (isMap) return items.map((item) => flatMap(item, item[0]?.indent ?? 0))
  return textsOrMaps(items.map((item) => item.map((line) => line.text).join(' ')))
}

/** One flat map is read as a list of one. */
const someMap = (map: Flat): FrontMatterValue | undefined =>
  Object.keys(map).length ? [map] : undefined

function flatMap(lines: readonly Line[], indent: number): Flat {
  const map = emptyRecord<string>()
  for (const line of lines) {
    const [, key, value] = (line.indent === indent && YAML_KEY.exec(line.text)) || []
    if (key && value) map[unquote(key).toLowerCase()] = unquote(value)
  }
  return map
}

/** `key = value`; a table is a flat map, and one named again makes a list with it. */
function readToml(block: string): Read {
  const values = emptyRecord<FrontMatterValue>()
  const lines = block.split('\n').map((line) => line.trim())
  let wrong: string | undefined
  let table: Flat | undefined
  for (let at = 0; at < lines.length;) {
    const line = lines[at++] ?? ''
    if (!line || line.startsWith('#')) continue
    const name = /^\[+([\w.-]+)\]/.exec(line)?.[1]?.toLowerCase()
    if (name) {
      table = emptyRecord<string>()
      const before = line[1] === '[' && values[name]
      values[name] = [...(Array.isArray(before) ? (before as Flat[]) : []), table]
      continue
    }
    const [, key, first = ''] = TOML_KEY.exec(line) ?? []
    const value = [withoutComment(first)]
    if (first.startsWith('[')) {
      while (at < lines.length && !value.at(-1)?.endsWith(']')) {
        value.push(withoutComment(lines[at++] ?? ''))
      }
    }
    const read = key && first ? readScalar(value.join(' ')) : null
    if (read === null) wrong ??= line
    else if (key && table) {
      if (typeof read === 'string') table[key.toLowerCase()] = read
    } else if (key && read !== undefined) values[key.toLowerCase()] = read
  }
  return { values, wrong }
}

const isBlank = (line: Line): boolean => !line.text || line.text.startsWith('#')
const isItem = (line: Line): boolean => /^-(?:\s|$)/.test(line.text)

const readList = (value: string): readonly string[] | readonly Flat[] =>
  textsOrMaps(splitFlow(value))

const textsOrMaps = (items: readonly string[]): readonly string[] | readonly Flat[] =>
  items.every((item) => item.startsWith('{')) ? items.map(flowMap) : items.map(unquote)

/** `{name: Ada, url: x}`, or with `=` in TOML. */
function flowMap(value: string): Flat {
  const map = emptyRecord<string>()
  for (const item of splitFlow(value)) {
    const [, key, text] = /^([\w-]+)\s*(?::\s|=)\s*([^[{\s].*)$/.exec(item) ?? []
    if (key && text) map[key.toLowerCase()] = unquote(text)
  }
  return map
}

/** What stands between the brackets and commas of a list or map. */
const splitFlow = (value: string): string[] =>
  value
    .slice(1, -1)
    .match(/(?:[\w-]+\s*(?::\s|=)\s*)?(?:"(?:[^"\\]|\\.)*"|'[^']*'|\{[^{}]*\}|[^,\s][^,]*)/g) ?? []

function unquote(value: string): string {
  const text = withoutComment(value)
  const quoted = QUOTED.exec(text)
  if (quoted?.[1] !== undefined) {
    return quoted[1].replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
  }
  return quoted?.[2]?.replaceAll("''", "'") ?? text
}

function withoutComment(value: string): string {
  const text = value.trim()
  if (/^["']/.test(text)) return text
  const comment = /(?:^|\s)#/.exec(text)
  return comment ? text.slice(0, comment.index).trim() : text
}

/** Without a prototype: a key `__proto__` or `constructor` is a key like any other. */
const emptyRecord = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>
