import { decodeEntities } from '../entities.ts'

export interface Formula {
  readonly raw: string
  readonly tex: string
  readonly display: 'inline' | 'block'
}

/** In characters; what is longer is not drawn, and would take long to tell from prose. */
const LONGEST = 10_000

// Each ends at the next dollar that could close it, found or not: many that nothing closes take linear time.
const CODE = /^\$`([^`]+)`\$/
const DISPLAY = /^\$\$(?!\$)((?:[^\\$`]|\\[^]|\$(?!\$))+)\$\$(?!\$)/
/** Brackets and letters after a dollar make another name of it: `${HOME}/${USER}`, `$(a):$(b)`. */
const INLINE = /^\$(?![\s'"’”,;.:!?)/$`])((?:[^\\$`]|\\[^])+)(?<![\s/])\$(?![\p{L}\p{N}_$`({])/u
const BLOCK =
  /^ {0,3}\$\$(?!\$)((?:[^\\$\n]|\\.|\\(?=\n)|\$(?!\$)|\n(?![ \t]*\n))+)\$\$[ \t]*(?:\n+|$)/

/** The formula that a text begins with; `before` tells the character that stands before it. What may be money or a variable's name is none. */
export function readFormula(src: string, before: () => string): Formula | undefined {
  const code = CODE.exec(src)
  if (code?.[1]) return { raw: code[0], tex: code[1].trim(), display: 'inline' }
  const display = DISPLAY.exec(src)
  const [raw, tex = ''] = display ?? INLINE.exec(src) ?? []
  if (raw === undefined || !tex.trim() || tex.length > LONGEST) return undefined
  if (isProse(tex) || holdsMarkup(tex)) return undefined
  if (/[\p{L}\p{N}$_]/u.test(before())) return undefined
  return { raw, tex: decodeEntities(tex).trim(), display: display ? 'block' : 'inline' }
}

/** Alone in its lines, between two dollars on each side. */
export function readFormulaBlock(src: string): Pick<Formula, 'raw' | 'tex'> | undefined {
  const [raw, tex = ''] = BLOCK.exec(src) ?? []
  return raw !== undefined && tex.trim() ? { raw, tex: decodeEntities(tex).trim() } : undefined
}

/** `$5 (or 6$)`, `the $-sign and the €-$`, `$Id$`: a word after a price, words beside each other, a version's keyword. */
const isProse = (tex: string): boolean =>
  /^(?:Id|Author|Date|Header|Revision)$/.test(tex) ||
  /^\d[^\\]*[\s(][a-z]{2,}/i.test(tex) ||
  (!/[\\^_={}]/.test(tex) && /[a-z]{2,}\s+[a-z]{2,}|^\s+[a-z]{2,}\s+$/i.test(tex))

/** Links and HTML are read before formulas are. */
const holdsMarkup = (tex: string): boolean =>
  /\]\(|:\/\/|<!--|<\/?[a-z][a-z\d-]*(?:[\s/][^<>]*)?>|<[a-z][a-z\d-]*\s[^<>]*=\s*["'][^<>]*$/i.test(
    tex,
  )
