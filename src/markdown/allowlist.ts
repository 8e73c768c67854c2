/*
 * What GitHub lets through, from html-pipeline's sanitization filter. Left out on purpose: attributes of forms, image
 * maps and obsolete addresses (action, usemap, longdesc...), which mean nothing on the elements that are left.
 */

const words = (text: string): string[] => text.trim().split(/\s+/)

/** `input` is for task lists alone; see `sanitize.ts`. */
export const ELEMENTS: readonly string[] = words(`
  h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot
  blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption
  abbr bdo cite dfn mark small source span time wbr input`)

export const ATTRIBUTES: readonly string[] = words(`
  href src srcset
  abbr accesskey align alt aria-describedby aria-hidden aria-label aria-labelledby axis border char charoff checked
  cite clear cols colspan compact coords datetime dir disabled frame headers height hreflang hspace id itemprop
  itemscope itemtype label lang maxlength media name nohref noshade nowrap open progress rel rev role rows rowspan
  rules scope shape size span start summary tabindex title type valign value vspace width`)

/** Words for people: a colon in them makes no address of them. */
export const NO_ADDRESSES: readonly string[] = words('aria-label abbr datetime media itemprop')

/** Relative addresses, and the protocols that GitHub allows in links. */
export const LINK = /^(?:(?:https?|mailto|xmpp|ircs?):|[^a-z]|[a-z][a-z\d+.-]*(?:[^a-z\d+.:-]|$))/i

/** Relative addresses and the web's. */
export const PICTURE = /^(?:https?:|[^a-z]|[a-z][a-z\d+.-]*(?:[^a-z\d+.:-]|$))/i

/** Attributes that name other elements by their ids. */
export const REFERENCES: readonly string[] = words('aria-describedby aria-labelledby headers')

/** What GitHub puts before every id and name of a report, so that none of them is taken for one of the page's. */
export const PREFIX = 'user-content-'
