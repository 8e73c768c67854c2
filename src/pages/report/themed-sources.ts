const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi

/** A media query as it reads where Gam's theme decides what is dark, not the system. */
export const themedMedia = (media: string, theme: string | undefined): string =>
  theme === undefined || theme === 'auto'
    ? media
    : media.replace(SCHEME, (_, scheme: string) =>
        (scheme.toLowerCase() === 'dark') === (theme === 'dark') ? '(min-width:0)' : '(width<0)',
      )

/** Chooses among the sources of `<picture>` by Gam's theme, now and whenever that or the system's changes. */
export function followTheme(body: HTMLElement, changed: () => void): () => void {
  const sources = [...body.querySelectorAll<HTMLSourceElement>('picture > source[media]')].filter(
    (one) => one.media.search(SCHEME) >= 0 || 'gamMedia' in one.dataset,
  )
  if (!sources.length) return () => undefined
  const choose = () => {
    for (const source of sources) {
      const written = (source.dataset['gamMedia'] ??= source.media)
      source.media = themedMedia(written, document.documentElement.dataset['theme'])
    }
  }
  choose()
  const again = () => {
    choose()
    changed()
  }
  const observer = new MutationObserver(again)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', again)
  return () => {
    observer.disconnect()
    system.removeEventListener('change', again)
  }
}

/** The source that a browser would take for this picture. */
export const chosenSource = (image: HTMLImageElement): HTMLSourceElement | undefined =>
  [...(image.closest('picture')?.querySelectorAll('source') ?? [])].find(
    ({ media, dataset }) => dataset['gam'] !== 'withheld' && (!media || matchMedia(media).matches),
  )
