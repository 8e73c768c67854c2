export interface Size {
  readonly width: number
  readonly height: number
}

/** A picture may not ask for more room than this, in CSS pixels. */
const LIMIT = 20_000

/** The size that a drawing has by itself, in whole CSS pixels, read from its first tag. */
export function svgSize(svg: string): Size | undefined {
  const tag = /<svg\b[^>]*>/.exec(svg)?.[0] ?? ''
  // Mermaid writes a width of 100 %: the view box has the true one.
  const box = /\sviewBox="([^"]*)"/
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
  const [width, height] =
    box?.length === 4 ? box.slice(2) : [attribute(tag, 'width'), attribute(tag, 'height')]
  const size = { width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) }
  return isRoom(size.width) && isRoom(size.height) ? size : undefined
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(tag)?.[1]

const isRoom = (length: number): boolean => length >= 1 && length <= LIMIT
