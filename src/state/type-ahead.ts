let typed: string | undefined
let last: HTMLInputElement | undefined

/**
 * Takes what is typed while the search page is on its way, in a field that nobody sees: between two pages no field is
 * there, and letters that somebody types would be lost. `words` are those that were typed already.
 */
export function typeAhead(words: string): void {
  const field = document.createElement('input')
  field.type = 'search'
  field.className = 'out-of-sight'
  // A browser brings a field that is typed into to where it is seen.
  field.style.position = 'fixed'
  field.style.top = '0'
  field.setAttribute('aria-label', 'Search this library')
  field.value = words
  typed = words
  last = field
  field.addEventListener('input', () => (typed = field.value))
  field.addEventListener('blur', () => {
    field.remove()
    // Whoever takes it up does so at once.
    setTimeout(() => {
      if (last === field) typed = undefined
    })
  })
  document.body.append(field)
  field.focus({ preventScroll: true })
}

/** What has been typed ahead, once; undefined where nothing was. */
export function takeTypedAhead(): string | undefined {
  const words = typed
  typed = undefined
  return words
}
