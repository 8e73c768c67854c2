const THEMES = ['auto', 'light', 'sepia', 'dark'] as const
const SIZES = ['s', 'm', 'l', 'xl'] as const
const WIDTHS = ['narrow', 'normal', 'wide'] as const
const MENTIONS = ['links', 'text'] as const

export type Theme = (typeof THEMES)[number]
export type Size = (typeof SIZES)[number]
export type Width = (typeof WIDTHS)[number]
/** How `@name` and `#123` are shown. */
export type Mentions = (typeof MENTIONS)[number]

/** How the page looks. Kept in localStorage, since `boot.ts` must read it before anything is drawn. */
export class Appearance {
  #theme = $state<Theme>('auto')
  #size = $state<Size>('m')
  #width = $state<Width>('normal')
  #mentions = $state<Mentions>('links')
  readonly #key: string

  constructor(basePath: string) {
    this.#key = `gam:${basePath}:appearance`
    const { theme, size, width, mentions } = document.documentElement.dataset
    this.#theme = THEMES.find((one) => one === theme) ?? 'auto'
    this.#size = SIZES.find((one) => one === size) ?? 'm'
    this.#width = WIDTHS.find((one) => one === width) ?? 'normal'
    this.#mentions = MENTIONS.find((one) => one === mentions) ?? 'links'
    this.#colourBar()
  }

  get theme(): Theme {
    return this.#theme
  }
  set theme(theme: Theme) {
    this.#theme = theme
    this.#apply()
  }
  get size(): Size {
    return this.#size
  }
  set size(size: Size) {
    this.#size = size
    this.#apply()
  }
  get width(): Width {
    return this.#width
  }
  set width(width: Width) {
    this.#width = width
    this.#apply()
  }
  get mentions(): Mentions {
    return this.#mentions
  }
  set mentions(mentions: Mentions) {
    this.#mentions = mentions
    this.#apply()
  }

  #apply(): void {
    const values = {
      theme: this.#theme,
      size: this.#size,
      width: this.#width,
      mentions: this.#mentions,
    }
    Object.assign(document.documentElement.dataset, values)
    this.#colourBar()
    try {
      const pairs = Object.entries(values).map(([key, value]) => `${key}=${value}`)
      localStorage.setItem(this.#key, pairs.join(' '))
    } catch {
      // Storage is forbidden: the choice holds for this page only, as Settings says of all storage.
    }
  }

  /** The browser's own bar takes the page's colour. */
  #colourBar(): void {
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()
    if (paper) document.querySelector('meta[name=theme-color]')?.setAttribute('content', paper)
  }
}
