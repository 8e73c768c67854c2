/** A text as its lines; whether the last one is ended is kept apart, so that it is equal with and without its end. */
export interface Lines {
  readonly lines: readonly string[]
  readonly finalNewline: boolean
}

/** `text` has LF line ends. An empty text has no line. */
export function splitLines(text: string): Lines {
  const finalNewline = text.endsWith('\n')
  const lines = text ? (finalNewline ? text.slice(0, -1) : text).split('\n') : []
  return { lines, finalNewline }
}

/** An empty last line is always ended: there is no other way to write it. */
export function joinLines({ lines, finalNewline }: Lines): string {
  if (!lines.length) return ''
  return lines.join('\n') + (finalNewline || lines.at(-1) === '' ? '\n' : '')
}
