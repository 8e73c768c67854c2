import type { Rendered } from '../../markdown/render.ts'
import type { MarkdownToken } from '../../model/markdown.ts'

/** Characters of Markdown: more than the first screen shows, on a phone and on a desk. */
const SCREEN = 3500
/** In milliseconds, after the first part was handed over for painting: until it is on the screen. */
const BREATH = 30
/** So few blocks are not worth a step of their own. */
const FEW = 10

/**
 * The blocks of a report in two parts, of which the second may be rendered after the first has painted. All in one where
 * the report is short, or where raw HTML in the first part may be open at its end: the sanitizer would close it there.
 */
export function splitScreen(
  tokens: readonly MarkdownToken[],
): readonly [readonly MarkdownToken[], readonly MarkdownToken[]] {
  let length = 0
  const end = tokens.findIndex(({ raw, type, text = '' }) => {
    if (length >= SCREEN) return true
    length += raw.length
    // Never again: no part is so long.
    if (type !== 'code' && /<[a-z!/?]/i.test(raw + text)) length = -Infinity
    return false
  })
  return end < 0 || tokens.length - end <= FEW
    ? [tokens, []]
    : [tokens.slice(0, end), tokens.slice(end)]
}

/**
 * Adds what stands below the first screen, once that has painted, as if it had always stood there; returns what takes
 * it away again.
 */
export function showBelow(
  body: HTMLElement,
  render: () => Rendered,
  done: (whole: Rendered) => void,
): () => void {
  let added: readonly ChildNode[] = []
  let gone = false
  const show = () => {
    if (gone) return
    const whole = render()
    const before = body.childNodes.length
    // Made by the sanitizer, under its own Trusted Types policy.
    body.insertAdjacentHTML('beforeend', whole.html as string)
    added = [...body.childNodes].slice(before)
    delete body.dataset['gamComing']
    done(whole)
  }
  body.dataset['gamComing'] = ''
  // A page that nobody sees is not painted.
  if (document.hidden) show()
  else requestAnimationFrame(() => setTimeout(show, BREATH))
  return () => {
    gone = true
    delete body.dataset['gamComing']
    added.forEach((one) => one.remove())
  }
}
