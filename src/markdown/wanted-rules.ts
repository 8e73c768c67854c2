/**
 * Whether a report may hold anything that one of the rules is about; they are only loaded then. It may say yes in
 * vain, never no: a test holds it against every rule's own examples.
 */
export const wantsRules = (text: string): boolean => SIGNS.test(text)

const SIGNS = new RegExp(
  [
    // Videos, slides and papers.
    /<iframe|youtu\.?be|vimeo\.com|slideshare\.net|speakerdeck\.com|\.pdf/,
    // Footnotes, alerts, emoji, accounts and issues.
    /\[(?:\^|!\w)|(?:^|\D):[\w+-]+:|@\w|#\d/,
  ]
    .map((sign) => sign.source)
    .join('|'),
  'i',
)
