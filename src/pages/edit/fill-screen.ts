/** An on-screen keyboard takes at least this share of the window. */
const SHARE = 0.25

/**
 * Says on the root element that the page is one screen, `data-desk`; with `keyboard` that an on-screen keyboard covers
 * a part of it, and with `writing` that somebody writes in the text on a low screen, as one is whose window the
 * keyboard has made smaller. And how much of the page is in sight, since iOS lays the keyboard over the page. An
 * attribute, since `:has(.desk)` would be looked into anew at each key.
 */
export function fillScreen(desk: HTMLElement): () => void {
  const { visualViewport: sight } = window
  const root = document.documentElement
  const low = matchMedia('(max-height: 30rem)')
  const measure = (): void => {
    const height = sight ? sight.height * sight.scale : window.innerHeight
    const isUp =
      matchMedia('(pointer: coarse)').matches && height < window.innerHeight * (1 - SHARE)
    const isWriting =
      low.matches && desk.querySelector('.source')?.contains(document.activeElement) === true
    const state = isUp ? 'keyboard' : isWriting ? 'writing' : ''
    if (root.dataset['desk'] !== state) root.dataset['desk'] = state
    if (isUp) {
      root.style.setProperty('--in-sight', `${Math.round(height)}px`)
      window.scrollTo(0, 0)
    } else root.style.removeProperty('--in-sight')
  }
  // Not `focusin`: the text would move while it is being pressed.
  const events = ['pointerup', 'keyup', 'focusout'] as const
  // When the focus is where it goes.
  const later = () => setTimeout(measure)
  sight?.addEventListener('resize', measure)
  for (const event of events) desk.addEventListener(event, later)
  measure()
  return () => {
    sight?.removeEventListener('resize', measure)
    for (const event of events) desk.removeEventListener(event, later)
    root.style.removeProperty('--in-sight')
    delete root.dataset['desk']
  }
}
