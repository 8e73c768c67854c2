/** So many at a time: each is an argument of a call. */
const AT_ONCE = 8192

export function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    letters += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE))
  }
  return btoa(letters)
}

/** Undefined where the text is no base64; line ends in it do not matter, as GitHub writes it with them. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    // `atob` says no more than that: its caller knows what the text is of.
    return undefined
  }
}
