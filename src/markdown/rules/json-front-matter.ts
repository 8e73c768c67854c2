import type { FrontMatterValue } from '../../model/markdown.ts'
import type { Rule } from '../rule.ts'

/** Between braces, or between semicolons, which stand in their place; from the second line on. */
const OPENING = /^(\{|;;;)[ \t]*\n/
const CLOSING = { '{': /^\}[ \t]*(?:\n|$)\n?/m, ';;;': /^;;;[ \t]*(?:\n|$)\n?/m } as const
const KEY = /^\s*"[^"\n]{1,100}"\s*:/

/** Hugo's and Hexo's front matter in JSON. What is no JSON but begins so is taken off too, and the reader told. */
export const jsonFrontMatter: Rule = {
  name: 'JSON front matter',
  mayApply: () => false,
  split(text) {
    const [opening = '', sign] = OPENING.exec(text) ?? []
    if (!opening || !KEY.test(text.slice(opening.length, opening.length + 200))) return undefined
    const rest = text.slice(opening.length)
    const closing = CLOSING[sign as keyof typeof CLOSING].exec(rest)
    if (!closing) return undefined
    const inside = rest.slice(0, closing.index)
    const body = rest.slice(closing.index + closing[0].length)
    const values = read(`{${inside}}`)
    return values
      ? { frontMatter: values, body }
      : {
          frontMatter: {},
          frontMatterProblem: `This report’s front matter is no valid JSON:\n${inside.trim().slice(0, 120)}`,
          body,
        }
  },
}

function read(json: string): Record<string, FrontMatterValue> | undefined {
  try {
    const known = Object.entries(JSON.parse(json) as object).flatMap(([key, value]) => {
      const meant = valueOf(value)
      return meant === undefined ? [] : [[key.toLowerCase(), meant] as const]
    })
    return Object.fromEntries(known)
  } catch {
    return undefined
  }
}

function valueOf(value: unknown): FrontMatterValue | undefined {
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return isObject(value) ? someMap(value) : undefined
  const items: readonly unknown[] = value
  return items.every(isObject)
    ? items.map(textsIn)
    : items.filter((one): one is string => typeof one === 'string')
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One flat map is read as a list of one. */
function someMap(value: object): FrontMatterValue | undefined {
  const texts = textsIn(value)
  return Object.keys(texts).length ? [texts] : undefined
}

const textsIn = (value: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, text]: [string, unknown]) =>
      typeof text === 'string' ? [[key.toLowerCase(), text]] : [],
    ),
  )
