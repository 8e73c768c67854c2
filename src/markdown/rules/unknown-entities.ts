import type { MarkdownToken } from '../../model/markdown.ts'
import { mapTokens } from '../map-tokens.ts'
import type { TextToken } from '../parse.ts'
import type { Rule } from '../rule.ts'

/** HTML's names from before it asked for a `;`: a browser reads each wherever a longer, unknown name begins with it. */
export const OLD_NAMES = `
  Aacute aacute Acirc acirc acute AElig aelig Agrave agrave AMP amp Aring aring Atilde atilde Auml auml brvbar
  Ccedil ccedil cedil cent COPY copy curren deg divide Eacute eacute Ecirc ecirc Egrave egrave ETH eth Euml euml
  frac12 frac14 frac34 GT gt Iacute iacute Icirc icirc iexcl Igrave igrave iquest Iuml iuml laquo LT lt macr micro
  middot nbsp not Ntilde ntilde Oacute oacute Ocirc ocirc Ograve ograve ordf ordm Oslash oslash Otilde otilde Ouml
  ouml para plusmn pound QUOT quot raquo REG reg sect shy sup1 sup2 sup3 szlig THORN thorn times Uacute uacute Ucirc
  ucirc Ugrave ugrave uml Uuml uuml Yacute yacute yen yuml`
  .trim()
  .split(/\s+/)
/** The names that HTML knows all the same. */
const KNOWN =
  'centerdot|copysr|divideontimes|gt(?:cc|cir|dot|lPar|quest|rapprox|rarr|rdot|reqq?less|rless|rsim)|lt(?:cc|cir|dot|hree|imes|larr|quest|rPar|ri[ef]?)|not(?:in(?:E|dot|v[abc])?|ni(?:v[abc])?)|parallel|times(?:b|bar|d)'
const TORN = new RegExp(`&(?!(?:${KNOWN});)(?:${OLD_NAMES.join('|')})\\w+;`, 'g')

/** What is no entity stays as it is written: a browser reads `&notreal;` as `&not;real;`. */
export const unknownEntities: Rule = {
  name: 'unknown entities',
  mayApply: (body) => body.search(TORN) >= 0,
  tokens: (tokens) =>
    mapTokens(tokens, (token) => [
      isText(token) ? { ...token, html: token.html.replace(TORN, escape) } : token,
    ]),
}

const isText = (token: MarkdownToken): token is MarkdownToken & { readonly html: string } =>
  token.type === 'text' && (token as TextToken).html !== undefined

const escape = (name: string): string => `&amp;${name.slice(1)}`
