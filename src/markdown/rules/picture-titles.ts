import type { MarkdownToken } from '../../model/markdown.ts'
import { liftBlocks } from '../lift-blocks.ts'
import { makeHtml, makeParagraph, makeText } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

type Tokens = readonly MarkdownToken[]

const SAYS_NOTHING =
  /^(?:|alt(?:[ _-]?text)?|(?:image|img|picture|photo|pic|figure|screenshot|untitled|drawing)[ _-]?\d{0,9}|\S{1,200}\.(?:png|jpe?g|gif|svg|webp|avif|bmp))$/i

/** A picture described by nothing (`![alt text](x.png "The pier")`) is described by its title, which all can read. */
export const pictureTitles: Rule = {
  name: 'picture titles',
  mayApply: (body) => /["']\)/.test(body) && body.includes('!['),
  tokens: (tokens) => mapLists(tokens, (list) => list.flatMap(change)),
}

function change(token: MarkdownToken): MarkdownToken | Tokens {
  if (token.type === 'image') return described(token)
  const holdsText = token.type === 'paragraph' || (token.type === 'text' && token.tokens)
  return holdsText ? liftBlocks(token, figureOf) : token
}

interface Picture extends MarkdownToken {
  /** The title that became its description. */
  readonly caption?: string
}

function described(picture: MarkdownToken): Picture {
  const title = picture.title?.trim() ?? ''
  const isWanting = SAYS_NOTHING.test(picture.text?.trim() ?? '') && !SAYS_NOTHING.test(title)
  return isWanting
    ? { ...picture, text: title, title: null, tokens: [makeText(title)], caption: title }
    : picture
}

/** A picture on a line of its own, with its caption. */
function figureOf(token: MarkdownToken, index: number, tokens: Tokens): Tokens | undefined {
  const { caption } = (
    token.type === 'link' && token.tokens?.length === 1 ? token.tokens[0] : token
  ) as Picture
  if (caption === undefined || !endsLine(tokens[index - 1]) || !startsLine(tokens[index + 1]))
    return undefined
  return [
    makeHtml('<figure>'),
    makeParagraph([token]),
    makeHtml('<figcaption>'),
    {
      type: 'piece',
      raw: '',
      piece: { element: 'span', name: 'caption', aside: true },
      tokens: [makeText(caption)],
    },
    makeHtml('</figcaption></figure>'),
  ]
}

const endsLine = (before: MarkdownToken | undefined): boolean =>
  !before ||
  before.type === 'br' ||
  (before.type === 'text' && /\n *$/.test(before.text?.slice(-100) ?? ''))
const startsLine = (after: MarkdownToken | undefined): boolean =>
  !after || after.type === 'br' || (after.type === 'text' && /^ *\n/.test(after.text ?? ''))
