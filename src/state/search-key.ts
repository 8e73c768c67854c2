import type { App } from './app.svelte.ts'

/** Whoever types wants a slash. */
const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable=false])'

/** The key `/` opens the search from anywhere, and in it goes to the field. */
export function followSearchKey({ navigation }: App): void {
  addEventListener('keydown', (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (key !== '/' || ctrlKey || metaKey || altKey || event.defaultPrevented) return
    if (!(target instanceof Element) || target.closest(TYPING)) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    if (navigation.address.page !== 'search') navigation.go('?search')
    else document.querySelector<HTMLInputElement>('main input[type=search]')?.select()
  })
}
