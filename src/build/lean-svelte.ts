import type { Plugin } from 'vite'

/** In place of Svelte's deep proxies. */
const NO_PROXIES = `
export function proxy(value) {
  if (import.meta.env.DEV && (Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype))
    throw new Error('Gam keeps objects in $state.raw: see src/build/lean-svelte.ts')
  return value
}
export const get_proxied_value = (value) => value
export const is = (a, b) => Object.is(a, b)
`

/** In place of the library that makes a class of lists and objects: Gam's classes are texts. */
const NO_CLSX = `
export function clsx(value) {
  if (import.meta.env.DEV) throw new Error('Gam writes classes as texts: see src/build/lean-svelte.ts')
  return String(value)
}
`

/**
 * Leaves out of Svelte what makes objects in `$state` change in depth: Gam's are replaced, never changed, and
 * `$state.raw` holds them. One that is not is an error at once while one develops.
 */
export function leanSvelte(): Plugin {
  return {
    name: 'gam-lean-svelte',
    load: (id) =>
      /\/svelte\/src\/internal\/client\/proxy\.js(?:\?|$)/.test(id)
        ? NO_PROXIES
        : /\/clsx\/dist\/clsx\.mjs(?:\?|$)/.test(id)
          ? NO_CLSX
          : null,
  }
}
