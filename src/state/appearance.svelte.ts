import { LOOKS, type Looks } from '../model/looks.ts'

/** How the page looks. Kept in localStorage, since `boot.ts` must read it before anything is drawn. */
export class Appearance {
  #looks = $state.raw(writtenLooks())
  readonly #key: string

  constructor(basePath: string) {
    this.#key = `gam:${basePath}:appearance`
    this.#colourBar()
  }

  get looks(): Looks {
    return this.#looks
  }

  change(change: Partial<Looks>): void {
    this.#looks = { ...this.#looks, ...change }
    Object.assign(document.documentElement.dataset, this.#looks)
    this.#colourBar()
    try {
      const pairs = Object.entries(this.#looks).map((pair) => pair.join('='))
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

/** What `boot.ts` wrote on the page; anything else may stand there too. */
function writtenLooks(): Looks {
  const { dataset } = document.documentElement
  const looks = Object.entries(LOOKS).map(([kind, all]) => [
    kind,
    all.find((one) => one === dataset[kind]) ?? all[0],
  ])
  return Object.fromEntries(looks) as Looks
}
