/** A picture's own size in CSS pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
  /** It has a shape but no size of its own, as some SVG pictures, and takes all the width there is. */
  readonly fills?: true
}

export const sizesKey = (base: string): string => `gam:${new URL(base).pathname}:sizes`

/**
 * The sizes of pictures that were seen, by SHA, place or address. In localStorage, since room for them must be kept
 * before a report is painted, and IndexedDB answers later than that.
 */
export function loadPictureSizes(base: string): Readonly<Record<string, PictureSize>> {
  try {
    return (JSON.parse(localStorage.getItem(sizesKey(base)) ?? '') ?? {}) as ReturnType<
      typeof loadPictureSizes
    >
  } catch {
    // Nothing is stored, it is damaged, or storage is forbidden: no room is kept.
    return {}
  }
}
