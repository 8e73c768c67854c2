import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const LEAVES = ['github', 'site', 'storage', 'markdown', 'facts', 'search', 'merging', 'offline']
/** Top to bottom: a folder may import from those below it. */
const LAYERS = [['pages'], ['components'], ['state'], ['commands'], LEAVES, ['model']]

/** Which libraries have one owner; nobody else imports them. */
const OWNERS = {
  'idb-keyval': 'storage',
  marked: 'markdown',
  dompurify: 'markdown',
  '@octokit/rest': 'github',
  yaml: 'markdown',
  'node-diff3': 'merging',
  diff: 'merging',
  minisearch: 'search',
}

const forbid = (groups, message) => ({
  files: ['src/**'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: groups, message }] }] },
})

const layerRules = LAYERS.flatMap((layer, level) =>
  layer.map((folder) => {
    const above = LAYERS.slice(0, level).flat()
    const beside = layer.filter((other) => other !== folder)
    const below = folder === 'components' ? ['state', 'commands', ...LEAVES] : []
    const folders = [...above, ...beside, ...below].join('|')
    const foreign = Object.keys(OWNERS).filter((library) => OWNERS[library] !== folder)
    return {
      ...forbid(
        `^(?:\\.\\./)+(?:${folders || '-'})/|^(?:\\.\\./)+App|^(?:${foreign.join('|')})$`,
        `${folder}/ may only import from the folders below it (see CONTRIBUTING)`,
      ),
      files: [`src/${folder}/**`],
    }
  }),
)

export default ts.config(
  { ignores: ['dist', 'node_modules', '.cache'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      'no-undef': 'off', // TypeScript knows better.
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // `const { gone, ...rest } = whole` is how a field is taken away.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'svelte/no-navigation-without-resolve': 'off', // A rule of SvelteKit's.
      // Maps and addresses here are values that are replaced, never changed: `$state.raw` holds them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  ...layerRules,
)
