import type { Plugin } from 'vite'

/**
 * Leaves ELK out of the diagrams' frame: it is more than a quarter of Mermaid, for a second way to lay out a diagram.
 * A diagram that asks for it is laid out in the usual way, by Mermaid's own fallback.
 */
export function leanMermaid(): Plugin {
  return {
    name: 'gam-lean-mermaid',
    apply: 'build',
    transform(code, id) {
      if (!/\/mermaid\/dist\//.test(id) || !code.includes('...elkLayoutLoaders()')) return null
      return { code: code.replace('...elkLayoutLoaders()', ''), map: null }
    },
  }
}
