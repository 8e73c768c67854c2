/** A picture's size, as CSS takes it. */
export interface PictureSize {
  readonly ratio: `${number}/${number}`
  /** All there is for one that has a shape but no size of its own, as some SVG pictures. */
  readonly width: `${number}px` | '100%'
}

export const sizesKey = (base: string): string => `gam:${base}:sizes`

/**
 * The sizes of pictures that were seen, by SHA, place or address. In localStorage, since room for them must be kept
 * before a report is painted, and IndexedDB answers later than that.
 */
export function loadPictureSizes(base: string): Readonly<Record<string, PictureSize>> {
  try {
    return Object(JSON.parse(localStorage.getItem(sizesKey(base)) ?? '{}')) as ReturnType<
      typeof loadPictureSizes
    >
  } catch {
    // What is stored is damaged, or storage is forbidden: no room is kept.
    return {}
  }
}
