import type { Plugin } from 'vite'

const KEPT = new Set([
  'Lexer',
  'Parser',
  'Renderer',
  'TextRenderer',
  'Tokenizer',
  'defaults',
  'getDefaults',
])

/**
 * Leaves marked's convenience function and its one instance out of the page: Gam uses the lexer and the parser alone,
 * and a bundler must keep what a module does when it is loaded. The "pedantic" Markdown of 2004 goes too. Where marked's file looks different one day, it is
 * taken whole, and the test of the page's size tells.
 */
export function leanMarked(): Plugin {
  return {
    name: 'gam-lean-marked',
    apply: 'build',
    transform(code, id) {
      if (!/\/marked\/lib\/marked\.esm\.js$/.test(id)) return null
      const instance =
        /var \w+=new \w+;function (\w+)\(\w+,\w+\)\{return \w+\.parse\(\w+,\w+\)\}[\s\S]*?(?=export\{)/
      if (!instance.test(code)) return null
      const commonMark = code.replaceAll('this.options.pedantic', 'false')
      const lean = commonMark
        .replace(instance, '')
        .replace(/export\{([^}]*)\}/, (_, names: string) => {
          const kept = names.split(',').filter((name) => KEPT.has(name.split(' as ').at(-1) ?? ''))
          return `export{${kept.join(',')}}`
        })
      return { code: lean, map: null }
    },
  }
}
