import type { LanguageFn } from 'highlight.js'

type Load = () => Promise<{ readonly default: LanguageFn }>

/** Grammars that few reports need: each is a file of its own, which comes with the first block in that language. */
const GRAMMARS: Readonly<Record<string, Load>> = {
  awk: () => import('highlight.js/lib/languages/awk'),
  clojure: () => import('highlight.js/lib/languages/clojure'),
  cmake: () => import('highlight.js/lib/languages/cmake'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  dart: () => import('highlight.js/lib/languages/dart'),
  dos: () => import('highlight.js/lib/languages/dos'),
  elixir: () => import('highlight.js/lib/languages/elixir'),
  erlang: () => import('highlight.js/lib/languages/erlang'),
  fsharp: () => import('highlight.js/lib/languages/fsharp'),
  gradle: () => import('highlight.js/lib/languages/gradle'),
  graphql: () => import('highlight.js/lib/languages/graphql'),
  groovy: () => import('highlight.js/lib/languages/groovy'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  hcl: () => import('./grammars/hcl.ts'),
  http: () => import('highlight.js/lib/languages/http'),
  julia: () => import('highlight.js/lib/languages/julia'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  less: () => import('highlight.js/lib/languages/less'),
  lisp: () => import('highlight.js/lib/languages/lisp'),
  lua: () => import('highlight.js/lib/languages/lua'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  nginx: () => import('highlight.js/lib/languages/nginx'),
  nix: () => import('highlight.js/lib/languages/nix'),
  objectivec: () => import('highlight.js/lib/languages/objectivec'),
  ocaml: () => import('highlight.js/lib/languages/ocaml'),
  perl: () => import('highlight.js/lib/languages/perl'),
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  properties: () => import('highlight.js/lib/languages/properties'),
  protobuf: () => import('highlight.js/lib/languages/protobuf'),
  r: () => import('highlight.js/lib/languages/r'),
  scala: () => import('highlight.js/lib/languages/scala'),
  scss: () => import('highlight.js/lib/languages/scss'),
  swift: () => import('highlight.js/lib/languages/swift'),
  vim: () => import('highlight.js/lib/languages/vim'),
  zig: () => import('./grammars/zig.ts'),
}

/** What else people write after the fence. */
const NAMES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  cc: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  clj: 'clojure',
  edn: 'clojure',
  bat: 'dos',
  batch: 'dos',
  cmd: 'dos',
  ex: 'elixir',
  exs: 'elixir',
  erl: 'erlang',
  'f#': 'fsharp',
  fs: 'fsharp',
  gql: 'graphql',
  hs: 'haskell',
  terraform: 'hcl',
  tf: 'hcl',
  tfvars: 'hcl',
  jl: 'julia',
  kt: 'kotlin',
  kts: 'kotlin',
  tex: 'latex',
  'common-lisp': 'lisp',
  elisp: 'lisp',
  'emacs-lisp': 'lisp',
  scheme: 'lisp',
  md: 'markdown',
  'objective-c': 'objectivec',
  objc: 'objectivec',
  ml: 'ocaml',
  pl: 'perl',
  posh: 'powershell',
  ps1: 'powershell',
  pwsh: 'powershell',
  proto: 'protobuf',
  sass: 'scss',
  viml: 'vim',
}

/** The name of the grammar for a language that is none of the common ones, and how it comes. */
export function rareGrammar(
  language: string,
): { readonly name: string; readonly load: Load } | undefined {
  const written = language.toLowerCase()
  const name = Object.hasOwn(NAMES, written) ? NAMES[written] : written
  const load = name !== undefined && Object.hasOwn(GRAMMARS, name) ? GRAMMARS[name] : undefined
  return name !== undefined && load ? { name, load } : undefined
}
