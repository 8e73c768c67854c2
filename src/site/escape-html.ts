const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Words as they stand, on one line, in HTML or in one of its attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one)
