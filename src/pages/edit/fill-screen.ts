/** An on-screen keyboard takes at least this share of the window. */
const SHARE = 0.25

/**
 * Says on the root element that the page is one screen, `data-desk`, and with `keyboard` that an on-screen keyboard
 * covers a part of it; and how much of the page is in sight then, since iOS lays the keyboard over the page. An
 * attribute, since `:has(.desk)` would be looked into anew at each key.
 */
export function fillScreen(): () => void {
  const { visualViewport: sight } = window
  const root = document.documentElement
  const measure = (): void => {
    const height = sight ? sight.height * sight.scale : window.innerHeight
    const isUp =
      matchMedia('(pointer: coarse)').matches && height < window.innerHeight * (1 - SHARE)
    root.dataset['desk'] = isUp ? 'keyboard' : ''
    if (isUp) {
      root.style.setProperty('--in-sight', `${Math.round(height)}px`)
      window.scrollTo(0, 0)
    } else root.style.removeProperty('--in-sight')
  }
  sight?.addEventListener('resize', measure)
  measure()
  return () => {
    sight?.removeEventListener('resize', measure)
    root.style.removeProperty('--in-sight')
    delete root.dataset['desk']
  }
}
