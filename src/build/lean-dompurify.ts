import type { Plugin } from 'vite'

/** DOMPurify's own defaults for allowed names: HTML's elements, and the attributes of HTML, SVG and MathML. */
const DEFAULTS = ['html$1', 'html', 'svg', 'mathMl', 'xml']

/** Helpers for browsers without destructuring and asynchronous generators; one of them takes pairs of a list apart. */
const HELPERS = /function _OverloadYield\([^]*(?=const entries = Object\.entries;)/
const PAIRS = 'const _slicedToArray = (pair) => pair;\n'

/**
 * Leaves DOMPurify's default allowlists and its helpers for old browsers out of the page. Gam names every element and
 * attribute itself (`markdown/allowlist.ts`), so the lists are never read; and an empty allowlist can only let less
 * through. The lists that forbid, and those that tell namespaces apart, stay.
 */
export function leanDompurify(): Plugin {
  return {
    name: 'gam-lean-dompurify',
    apply: 'build',
    transform(code, id) {
      if (!/\/dompurify\/dist\/purify\.es\.mjs$/.test(id)) return null
      const lean = code.replace(/const ([\w$]+) = freeze\(\[[^\]]*\]\)/g, (whole, name: string) =>
        DEFAULTS.includes(name) ? `const ${name} = freeze([])` : whole,
      )
      return { code: lean.replace(HELPERS, PAIRS), map: null }
    },
  }
}
