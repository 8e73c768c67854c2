/**
 * Whether a report may hold anything that one of the rules is about; they are only loaded then. It may say yes in
 * vain, never no: a test holds it against every rule's own examples.
 */
export const wantsRules = (text: string): boolean => SIGNS.some((sign) => sign.test(text))

/** One for each kind of thing that rules are about. */
const SIGNS: readonly RegExp[] = [
  // Videos, slides and papers.
  /<iframe|<video|youtu\.?be|vimeo\.com|slideshare\.net|speakerdeck\.com|\.pdf|^[ >]*https:\/\/(?:[a-z-]{1,20}\.)?github\S+$/im,
  // Footnotes, alerts, emoji, accounts and issues, pictures for one theme.
  /\[(?:\^|!\w)|(?:^|\D):[\w+-]+:|@\w|#(?:\d|gh-)/i,
  // JSON front matter, templates, attribute lists, containers, definitions, abbreviations, components, a table of contents.
  /^[{;]|\{[{%:#]|\)\{|:::|\n *:\s|\*\[[^\][]+\]:|<[A-Z]+[a-z]|[`~] ?component|\[_?[tT][oO][cC]/,
  // Entities besides the usual ones.
  /&(?!(?:amp|lt|gt|quot|nbsp);)[a-z]\w+;/i,
  // Maths.
  /\$\S[^]*\$|[`~] *math/,
  // A picture's title.
  /["']\)/,
  // UTF-8 read as windows-1252.
  /[Â-ô][\x80-¿Œ-žƒˆ-˜–-›€™]/,
  // An article without Markdown: no heading, link, code or bold text.
  /^(?!#|[^]*(?:\n#|\]\(|`|\*\*))/,
]
