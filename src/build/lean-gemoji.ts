import { nameToEmoji } from 'gemoji'
import type { Plugin } from 'vite'

/** Leaves all but the names and their characters out of the page: descriptions and tags are most of gemoji. */
export function leanGemoji(): Plugin {
  return {
    name: 'gam-lean-gemoji',
    apply: 'build',
    transform(_, id) {
      if (!/\/gemoji\/index\.js$/.test(id)) return null
      const table = JSON.stringify(JSON.stringify(nameToEmoji))
      return { code: `export const nameToEmoji = JSON.parse(${table})`, map: null }
    },
  }
}
