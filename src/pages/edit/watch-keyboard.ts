/** An on-screen keyboard takes at least this share of the window. */
const SHARE = 0.25

/**
 * Marks the element while an on-screen keyboard is up, and says how much of the page it leaves in sight: iOS lays the
 * keyboard over the page and tells nobody else.
 */
export function watchKeyboard(element: HTMLElement): (() => void) | undefined {
  const sight = window.visualViewport
  if (!sight) return undefined
  const root = document.documentElement
  const measure = (): void => {
    const height = sight.height * sight.scale
    const isUp =
      matchMedia('(pointer: coarse)').matches && height < window.innerHeight * (1 - SHARE)
    element.toggleAttribute('data-keyboard', isUp)
    if (isUp) {
      root.style.setProperty('--in-sight', `${Math.round(height)}px`)
      window.scrollTo(0, 0)
    } else root.style.removeProperty('--in-sight')
  }
  sight.addEventListener('resize', measure)
  measure()
  return () => {
    sight.removeEventListener('resize', measure)
    root.style.removeProperty('--in-sight')
  }
}
