/** What a reader chooses of a page's look; of each the first is what holds without a choice. */
export const LOOKS = {
  theme: ['auto', 'light', 'sepia', 'dark'],
  size: ['m', 's', 'l', 'xl'],
  width: ['normal', 'narrow', 'wide'],
  /** How `@name` and `#123` are shown. */
  mentions: ['links', 'text'],
} as const

export type Looks = { readonly [Kind in keyof typeof LOOKS]: (typeof LOOKS)[Kind][number] }
