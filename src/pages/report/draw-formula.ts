import temml from 'temml'

/** Longer TeX is no formula that anybody reads. */
const LONGEST = 10_000
/** What a browser lays out without trouble; macros make much of little. */
const DEEPEST = 100
const MOST_NODES = 20_000
/** In em and pt. */
const LARGEST: [number, number] = [40, 400]

/** TeX as MathML, with the TeX as its annotation; nothing where it cannot be drawn. */
export function drawFormula(tex: string, isBlock: boolean): Element | undefined {
  if (!tex || tex.length > LONGEST) return undefined
  try {
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: isBlock,
      annotate: true,
      throwOnError: true,
      trust: false,
      maxExpand: 300,
      maxSize: LARGEST,
    }) as MathNode
    const made = makeNode(tree, { left: MOST_NODES }, 0)
    return made instanceof Element ? made : undefined
  } catch {
    // Not TeX, or more than its parser's stack holds.
    return undefined
  }
}

/** What Temml makes: elements of MathML have a type, words a text; all else only holds these. */
interface MathNode {
  readonly type?: string
  readonly text?: string
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
  readonly classes?: readonly string[]
  readonly style?: Readonly<Record<string, string>>
  readonly children?: readonly MathNode[] | null
}

/** Nothing that names, leads or runs. */
const ATTRIBUTES =
  /^(?:accent|accentunder|columnalign|depth|display|displaystyle|encoding|fence|form|height|largeop|linethickness|lspace|mathbackground|mathcolor|mathsize|mathvariant|maxsize|minsize|movablelimits|notation|rowspacing|rspace|scriptlevel|separator|stretchy|symmetric|voffset|width)$/

/** Made here and not by Temml, which would set styles as the page's policy forbids, and elements that are not MathML. */
function makeNode(node: MathNode, budget: { left: number }, depth: number): Node {
  if (budget.left-- <= 0 || depth > DEEPEST) throw new RangeError('more than is laid out')
  const { type, text, attributes = {}, classes = [], style = {}, children } = node
  if (text !== undefined) return document.createTextNode(text)
  const inside = (children ?? []).map((child) => makeNode(child, budget, depth + 1))
  if (!type) {
    const all = document.createDocumentFragment()
    all.append(...inside)
    return all
  }
  const element = document.createElementNS('http://www.w3.org/1998/Math/MathML', type)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'style') element.style.cssText = String(value)
    else if (ATTRIBUTES.test(name)) element.setAttribute(name, String(value))
  }
  if (classes.length) element.setAttribute('class', classes.join(' '))
  for (const [name, value] of Object.entries(style)) {
    Object.assign(element.style, { [name]: value })
  }
  element.append(...inside)
  return element
}
