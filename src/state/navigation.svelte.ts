import { tick } from 'svelte'
import { samePlace, type Address } from '../model/address.ts'

/** So many milliseconds without a step: the page has come to rest. */
const REST = 150

interface Left {
  readonly scroll?: number
  /** The address of the link that had the focus. */
  readonly focus?: string | null | undefined
}

/**
 * Which page is open. Each change of page sets the document's title, moves the focus to the h1 and says so; Back
 * returns the focus and the scroll position.
 */
export class Navigation {
  #address = $state.raw<Address>({ page: 'library' })
  /** What screen readers hear when the page has changed. */
  announcement = $state('')
  readonly #parse: (search: string, hash: string) => Address
  /** Where the reader was on the page that opens; kept while that page is too short for it. */
  #returning: Left | null = null
  #first = true
  #returns = false
  /** Another page has been asked for and does not stand yet: what scrolls is not what the reader reads. */
  #between = true
  /** The reader has done something since the page came: from then on it stays where they put it. */
  #touched = false

  constructor(parse: (search: string, hash: string) => Address) {
    this.#parse = parse
    history.scrollRestoration = 'manual'
    this.#read()
    this.#returning = history.state as Left | null
    addEventListener('popstate', () => {
      this.#returning = history.state as Left | null
      this.#returns = false
      this.#read()
    })
    addEventListener('pagehide', () => this.#rest())
    for (const type of ['wheel', 'pointerdown', 'keydown'])
      addEventListener(type, () => (this.#touched = true))
    // On popstate it is too late: the history stands at the other page already.
    let timer: ReturnType<typeof setTimeout> | undefined
    addEventListener('scroll', () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#rest(), REST)
    })
  }

  get address(): Address {
    return this.#address
  }

  /** Whether there is somewhere to go back to inside Gam. */
  get canGoBack(): boolean {
    return history.length > 1
  }

  /** Goes to where one signs in; `signedIn` comes back. */
  signIn = (): void => {
    this.go('?settings')
    this.#returns = true
  }
  signedIn(): void {
    if (this.#returns) history.back()
  }

  /** What an address of Gam names; `href` is relative, as `formatAddress` writes it. */
  read(href: string): Address {
    const { search, hash } = new URL(href, location.href)
    return this.#parse(search, hash)
  }

  /** Opens another address of Gam; `href` is relative, as `formatAddress` writes it. */
  go(href: string, options: { replace?: boolean } = {}): void {
    const url = new URL(href, location.href)
    this.#returns = false
    this.#leave()
    if (options.replace || url.href === location.href) history.replaceState(null, '', url)
    else history.pushState(null, '', url)
    this.#returning = null
    this.#read()
  }

  /** Writes the canonical form of the present address without a step in the history. */
  correct(href: string): void {
    const url = new URL(href, location.href)
    if (url.href !== location.href) history.replaceState(history.state, '', url)
  }

  /** The page's content stands: called by each page once, with the page's own title. */
  async arrived(title: string, library: string): Promise<void> {
    document.title = title === library ? title : `${title} · ${library}`
    const first = this.#first
    this.#first = false
    await tick()
    const { scroll, focus } = this.#returning ?? {}
    this.#touched = false
    const found = this.#seek()
    if (scroll !== undefined) {
      const link = focus
        ? document.querySelector<HTMLElement>(`main a[href="${CSS.escape(focus)}"]`)
        : null
      ;(link ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true })
    } else if (!found && !first) {
      scrollTo({ top: 0, behavior: 'instant' })
      const h1 = document.querySelector<HTMLElement>('main h1')
      h1?.setAttribute('tabindex', '-1')
      h1?.focus({ preventScroll: true })
    }
    this.#between = false
    if (!first) this.announcement = title
  }

  /** The rest of a long page is there: what was asked for may lie in it. */
  grown(): void {
    if (!this.#touched) this.#seek()
  }

  /** The page has gone on to a place of its own: it stays there. */
  settled(): void {
    this.#touched = true
  }

  /** Goes to where the reader was, else to the heading of the address; false where that is not there yet. */
  #seek(): boolean {
    const scroll = this.#returning?.scroll
    if (scroll === undefined) return this.#showHeading()
    scrollTo({ top: scroll, behavior: 'instant' })
    const found = Math.abs(scrollY - scroll) < 2
    if (found) this.#returning = null
    return found
  }

  /** Scrolls and moves the focus to the heading that the address names; false where it names none that is there. */
  #showHeading(): boolean {
    const address = this.#address
    if (address.page !== 'report' || !address.heading) return false
    const heading = findHeading(address.heading)
    if (!heading) return false
    for (let at: Element | null = heading; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true
    }
    heading.setAttribute('tabindex', '-1')
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ behavior: 'instant', block: 'start' })
    return true
  }

  #rest(): void {
    if (this.#between || (this.#returning && !this.#touched)) return
    this.#returning = null
    this.#leave()
  }

  #leave(): void {
    const focused = document.activeElement?.closest('a')?.getAttribute('href')
    const left: Left = { ...(history.state as Left | null), scroll: scrollY, focus: focused }
    history.replaceState(left, '')
  }

  #read(): void {
    const before = this.#address
    const next = this.#parse(location.search, location.hash)
    this.#address = next
    const sameReport =
      before.page === 'report' && next.page === 'report' && samePlace(before, next) && !this.#first
    this.#between ||= !sameReport && JSON.stringify(before) !== JSON.stringify(next)
    if (sameReport) this.#seek()
  }
}

/** A heading of the report, by GitHub's id; without case as a last resort, as old links often differ in it. */
function findHeading(id: string): HTMLElement | null {
  const exact = document.getElementById(`user-content-${id}`)
  if (exact) return exact
  const folded = `user-content-${id}`.toLowerCase()
  return (
    [...document.querySelectorAll<HTMLElement>('.markdown [id]')].find(
      (one) => one.id.toLowerCase() === folded,
    ) ?? null
  )
}
