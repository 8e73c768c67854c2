/** The name Git gives to an object: 40 lower-case hexadecimal digits (SHA-1). */
export type Sha = string & { readonly __sha: true }

export function isSha(text: unknown): text is Sha {
  return typeof text === 'string' && /^[0-9a-f]{40}$/.test(text)
}

/** The text as a `Sha`, upper case folded, or undefined where it is none. */
export function parseSha(text: string): Sha | undefined {
  const folded = text.toLowerCase()
  return isSha(folded) ? folded : undefined
}
