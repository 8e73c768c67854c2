import type { App } from './app.svelte.ts'
import { typeAhead } from './type-ahead.ts'

/** Whoever types wants a slash. */
const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable=false])'

/** Off for those whom a single key gets in the way of: who speaks to the computer, or presses keys by accident. */
const SETTING = 'search key'
let isOn = true

export async function loadSearchKey({ gam }: App): Promise<boolean> {
  return (isOn = (await gam.storage.settings.load(SETTING)) !== 'off')
}

export function changeSearchKey({ gam }: App, on: boolean): void {
  isOn = on
  void gam.storage.settings.save(SETTING, on ? 'on' : 'off')
}

/** The key `/` opens the search from anywhere, and in it goes to the field. */
export function followSearchKey(app: App): void {
  const { navigation } = app
  void loadSearchKey(app)
  addEventListener('keydown', (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (!isOn || key !== '/' || ctrlKey || metaKey || altKey || event.defaultPrevented) return
    // The editor's field stands in a shadow tree, whose host is all that `target` says.
    const [target] = event.composedPath()
    if (!(target instanceof Element) || target.closest(TYPING)) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    if (navigation.address.page !== 'search') {
      typeAhead('')
      navigation.go('?search')
    } else document.querySelector<HTMLInputElement>('main input[type=search]')?.select()
  })
}
