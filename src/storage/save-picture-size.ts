import { loadPictureSizes, sizesKey, type PictureSize } from './picture-sizes.ts'

const MOST = 600
/** Addresses can be of any length. */
const LONGEST_NAME = 200

/** Stores a picture's size under these names, of which some may be empty; the oldest make room for it. */
export function savePictureSize(base: string, names: readonly string[], size: PictureSize): void {
  const sizes = loadPictureSizes(base)
  const missing = names.filter(
    (name) => name && name.length <= LONGEST_NAME && !isSame(sizes[name], size),
  )
  if (!missing.length) return
  const kept = Object.entries(sizes).filter(([name]) => !missing.includes(name))
  const all = [...kept, ...missing.map((name) => [name, size] as const)].slice(-MOST)
  store(base, Object.fromEntries(all))
}

/** Forgets the sizes of pictures that are gone. */
export function forgetPictureSizesOf(base: string, names: ReadonlySet<string>): void {
  const all = Object.entries(loadPictureSizes(base))
  const kept = all.filter(([name]) => !names.has(name))
  if (kept.length < all.length) store(base, Object.fromEntries(kept))
}

function store(base: string, sizes: Readonly<Record<string, PictureSize>>): void {
  try {
    localStorage.setItem(sizesKey(base), JSON.stringify(sizes))
  } catch {
    // Storage is full or forbidden: the text moves once more next time.
  }
}

export function forgetPictureSizes(base: string): void {
  try {
    localStorage.removeItem(sizesKey(base))
  } catch {
    // Storage is forbidden: nothing was stored.
  }
}

const isSame = (one: PictureSize | undefined, other: PictureSize): boolean =>
  one?.ratio === other.ratio && one.width === other.width
