import { tick } from 'svelte'
import type { Address } from '../model/address.ts'

interface Left {
  readonly scroll?: number
  /** The address of the link that had the focus. */
  readonly focus?: string
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
  #returning: Left | undefined
  #first = true

  constructor(parse: (search: string, hash: string) => Address) {
    this.#parse = parse
    history.scrollRestoration = 'manual'
    this.#read()
    this.#returning = history.state as Left | undefined
    addEventListener('popstate', () => {
      this.#returning = (history.state as Left | null) ?? {}
      this.#read()
    })
    addEventListener('pagehide', () => this.#leave())
  }

  get address(): Address {
    return this.#address
  }

  /** Whether there is somewhere to go back to inside Gam. */
  get canGoBack(): boolean {
    return history.length > 1
  }

  /** Opens another address of Gam; `href` is relative, as `formatAddress` writes it. */
  go(href: string, options: { replace?: boolean } = {}): void {
    const url = new URL(href, location.href)
    this.#leave()
    if (options.replace || url.href === location.href) history.replaceState(null, '', url)
    else history.pushState(null, '', url)
    this.#returning = undefined
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
    const wasReturning = this.#returning !== undefined && scroll !== undefined
    this.#returning = undefined
    if (wasReturning) {
      scrollTo({ top: scroll, behavior: 'instant' })
      const link = focus
        ? document.querySelector<HTMLElement>(`main a[href="${CSS.escape(focus)}"]`)
        : null
      ;(link ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true })
    } else if (!this.#showHeading() && !first) {
      scrollTo({ top: 0, behavior: 'instant' })
      const h1 = document.querySelector<HTMLElement>('main h1')
      h1?.setAttribute('tabindex', '-1')
      h1?.focus({ preventScroll: true })
    }
    if (!first) this.announcement = title
  }

  /** The rest of a long page is there: what was asked for may lie in it. */
  grown(): void {
    const { scroll } = (history.state as Left | null) ?? {}
    if (scroll) scrollTo({ top: scroll, behavior: 'instant' })
    else this.#showHeading()
  }

  /** Scrolls and moves the focus to the heading that the address names; false where it names none that is there. */
  #showHeading(): boolean {
    const address = this.#address
    if (address.page !== 'report' || !address.heading) return false
    const heading = findHeading(address.heading)
    if (!heading) return false
    heading.setAttribute('tabindex', '-1')
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ behavior: 'instant', block: 'start' })
    return true
  }

  #leave(): void {
    const focused = document.activeElement?.closest('a')?.getAttribute('href')
    const left: Left = { scroll: scrollY, ...(focused ? { focus: focused } : {}) }
    history.replaceState(left, '')
  }

  #read(): void {
    const before = this.#address
    const next = this.#parse(location.search, location.hash)
    this.#address = next
    const sameReport =
      before.page === 'report' && next.page === 'report' && samePlace(before, next) && !this.#first
    if (sameReport) {
      const scroll = this.#returning?.scroll
      if (scroll !== undefined) scrollTo({ top: scroll, behavior: 'instant' })
      else this.#showHeading()
    }
  }
}

const samePlace = (a: Address & { page: 'report' }, b: Address & { page: 'report' }): boolean =>
  a.repository === b.repository && a.ref === b.ref && a.path === b.path

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
