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
 * and a bundler must keep what a module does when it is loaded. Where marked's file looks different one day, it is
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
      const lean = withoutOtherRules(code)
        .replace(instance, '')
        .replace(/export\{([^}]*)\}/, (_, names: string) => {
          const kept = names.split(',').filter((name) => KEPT.has(name.split(' as ').at(-1) ?? ''))
          return `export{${kept.join(',')}}`
        })
      return { code: lean, map: null }
    },
  }
}

/** Without the expressions for the "pedantic" Markdown of 2004, and for the kind in which each line is one. */
function withoutOtherRules(code: string): string {
  const tables = code
    .replaceAll(/this\.options\.(?:pedantic|breaks)/g, 'false')
    .replaceAll(/pedantic\w+:(?:\/(?:[^/\\]|\\.)+\/|\w+\(\w+=>new RegExp\(`[^`]*`\)\)),/g, '')
  return [...tables.matchAll(/,(?:pedantic|breaks):(\w+)/g)].reduce(
    (lean, [entry, name]) =>
      lean
        .replace(entry, '')
        .replace(new RegExp(`,${name}=\\{\\.\\.\\.[^]*?getRegex\\(\\)\\}(?=[,;])`), ''),
    tables,
  )
}
