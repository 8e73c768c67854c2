import { isBearable } from '../../model/svg-cost.ts'

export const SVG = 'image/svg+xml'

interface Bytes {
  readonly bytes: Uint8Array
  readonly type: string
}

/** Nothing where it is an SVG that a browser would take too long to draw. */
export function pictureBlob({ bytes, type }: Bytes): Blob | undefined {
  if (type !== SVG) return new Blob([bytes as BlobPart], { type })
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  // The mark says UTF-8 above all else: what is drawn is the text that was judged.
  return isBearable(text) ? new Blob(['\uFEFF', text], { type }) : undefined
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/.exec(start)?.[1] ?? ''
  return /^(?:iso-8859-|windows-125)\d+$/i.test(declared) ? declared : 'utf-8'
}
