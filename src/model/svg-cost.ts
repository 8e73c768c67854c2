/** Elements that a browser draws without holding up the page. */
const MOST = 20_000
/** Elements in elements, and references to what refers to more. */
const DEEPEST = 100
/** A filter goes over all its pixels, a picture in the picture is one of its own. */
const COSTLY = 50
const MOST_PICTURES = 20

/** All that a DOCTYPE may say: old programs give short names to addresses. */
const HARMLESS =
  /^!(?:DOCTYPE[^<>[\]]*(?:\[\s*|>\s*)|ENTITY\s+\w+\s+(["'])https?:[\w./-]*\1\s*>(?:\s*\]\s*>)?\s*)$/i
const TAG = /^(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^"'>])*)>/
/** Colours too, which no element is called. */
const REFERENCE = /#([^\s"'()&;,{}]+)/g
const KEY = /^[^\s"'()&;,{}]*/
/** What could hide a reference, hold a file that is not judged, or take layout as long as HTML can. */
const OPAQUE =
  /%23|#[^\s"'();,]*%|@import|display\s*:[^;]*ruby|(?:col|row)span|data:(?=\S)(?!image\/(?:png|jpe?g|gif|webp|avif|svg\+xml;base64)[;,]|font\/|application\/)/i
const INNER = /data:image\/svg\+xml;base64,([\w+/=\s]*)/gi

interface Drawn {
  readonly inside: Drawn[]
  readonly refersTo: readonly string[]
  readonly own: number
  all?: number
}

/** What the style sheets in a picture refer to, by the class that it is for; '' for all elements. */
type Styles = ReadonlyMap<string, readonly string[]>

/**
 * Whether a picture can be shown: a few lines of SVG that refer to each other (by `<use>`, masks, markers) can stand
 * for billions of elements. Judged by the text alone, in linear time; what that cannot tell is not bearable.
 */
export function isBearable(svg: string, most = MOST): boolean {
  const parts = withoutComments(svg).split('<').slice(1)
  if (parts.length > 2 * most || /<\?xml-stylesheet/i.test(svg)) return false
  const styles = readStyles(parts)
  const named = new Map<string, Drawn[]>()
  const root: Drawn = { inside: [], refersTo: [], own: 0 }
  const open = [root]
  let pictures = 0
  for (const part of parts) {
    if (part.startsWith('!')) {
      if (!HARMLESS.test(part)) return false
      continue
    }
    const [tag, end, name = '', written = ''] = TAG.exec(part) ?? []
    if (!tag || !styles || open.length > DEEPEST) return false
    if (end) {
      open.pop()
      continue
    }
    const attributes = decoded(written)
    if (/(?:^|:)(?:ruby|rt)$/i.test(name) || isOpaque(attributes)) return false
    for (const [, inner = ''] of attributes.matchAll(INNER)) {
      if (++pictures > MOST_PICTURES || !isBearable(fromBase64(inner), most / COSTLY)) return false
    }
    const classes = ['', ...valueOf('class', attributes).split(/\s+/)]
    const one: Drawn = {
      inside: [],
      refersTo: [...referencesIn(attributes), ...classes.flatMap((name) => styles.get(name) ?? [])],
      own: /^(?:\w+:)?(?:fe[A-Z]|image)/.test(name) ? COSTLY : 1,
    }
    open.at(-1)?.inside.push(one)
    const key = KEY.exec(valueOf('id', attributes))?.[0] ?? ''
    const same = named.get(key)
    if (same) same.push(one)
    else if (key) named.set(key, [one])
    if (!attributes.endsWith('/')) open.push(one)
  }
  return costOf(root, named, 0) <= most
}

/** Infinite where it refers to itself. */
function costOf(one: Drawn, named: ReadonlyMap<string, readonly Drawn[]>, depth: number): number {
  if (one.all !== undefined) return one.all
  one.all = Infinity
  if (depth > 4 * DEEPEST) return Infinity
  const all = [...one.inside, ...one.refersTo.flatMap((name) => named.get(name) ?? [])]
  return (one.all = all.reduce((sum, next) => sum + costOf(next, named, depth + 1), one.own))
}

/** Nothing where there is more in them than style sheets. */
function readStyles(parts: readonly string[]): Styles | undefined {
  const styles = new Map<string, string[]>()
  const add = (name: string, text: string) => {
    const known = styles.get(name) ?? []
    styles.set(name, known)
    for (const reference of referencesIn(text)) known.push(reference)
  }
  for (const [at, part] of parts.entries()) {
    const [tag = '', end, name = '', attributes = ''] = TAG.exec(part) ?? []
    if (end || !/^(?:\w+:)?style$/.test(name) || attributes.endsWith('/')) continue
    const text = decoded(part.slice(tag.length))
    if (isOpaque(text) || !parts[at + 1]?.startsWith(`/${name}`)) return undefined
    if (/["'][^"'\n]*(?:[{}]|\/\*)/.test(text)) return undefined
    for (const rule of withoutNotes(text).split('}')) {
      const opened = rule.split('{')
      const inside = opened.pop() ?? ''
      const opening = opened.pop() ?? ''
      // What stands before a rule in a rule, or after it.
      const around = opening.lastIndexOf(';') + 1
      add('', [...opened, opening].map((one) => one.slice(0, one.lastIndexOf(';') + 1)).join(''))
      for (const selector of opening.slice(around).split(',')) {
        add(/^\s*\.([\w-]+)\s*$/.exec(selector)?.[1] ?? '', inside)
      }
    }
  }
  return styles
}

const withoutNotes = (css: string): string =>
  css
    .split('/*')
    .map((part, at) =>
      at && part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : at ? '' : part,
    )
    .join(' ')

/** In CSS a backslash can stand for any sign, and braces in an address are none. */
const isOpaque = (text: string): boolean =>
  OPAQUE.test(text) ||
  text.split('(').some((part, at) => at > 0 && /[\\{}]/.test(part.split(')', 1)[0] ?? ''))

const referencesIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].map(([, name = '']) => name)

const valueOf = (name: string, attributes: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(attributes)
    ?.slice(1)
    .find((value) => value !== undefined)
    ?.trim() ?? ''

/** Signs that are written as numbers; those that would end the text they stand in as a space. */
const decoded = (text: string): string =>
  text.replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex?: string, decimal = '') => {
    const code = hex ? parseInt(hex, 16) : Number(decimal)
    return code < 0x110000 ? String.fromCodePoint(code).replace(/["'<>&]/, ' ') : ' '
  })

function fromBase64(text: string): string {
  try {
    return atob(text.replace(/\s+/g, ''))
  } catch {
    // No base64: no picture.
    return ''
  }
}

/** Without comments and instructions; marked sections as the text that they are. */
function withoutComments(text: string): string {
  const kept: string[] = []
  const sign = /<!--|<!\[CDATA\[|<\?/g
  let from = 0
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    const close = { '<!--': '-->', '<?': '?>' }[match[0]] ?? ']]>'
    const end = text.indexOf(close, sign.lastIndex)
    if (end < 0) return text
    kept.push(text.slice(from, match.index))
    if (close === ']]>') kept.push(text.slice(sign.lastIndex, end).replaceAll('<', ' '))
    from = sign.lastIndex = end + close.length
  }
  return kept.join('') + text.slice(from)
}
