import type { LanguageFn, Mode } from 'highlight.js'

/** HCL, in which Terraform, Packer and Nomad are configured. */
const hcl: LanguageFn = (hljs) => {
  const literals = { literal: 'true false null' }
  const inside: Mode[] = []
  const template: Mode = {
    scope: 'subst',
    begin: /[$%]\{/,
    end: /\}/,
    keywords: { keyword: 'for in if else endif endfor', ...literals },
    contains: inside,
  }
  const string: Mode = {
    scope: 'string',
    variants: [
      { begin: /"/, end: /"/ },
      { begin: /<<-?([A-Za-z_]\w*)$/, end: /^[ \t]*[A-Z_]+$/ },
    ],
    contains: [hljs.BACKSLASH_ESCAPE, { match: /[$%]{2}\{/ }, template],
  }
  const call: Mode = { scope: 'built_in', match: /\b[a-z]\w*(?=\()/ }
  inside.push(string, hljs.NUMBER_MODE, call)
  return {
    name: 'HCL',
    keywords: { keyword: 'for in if', ...literals },
    contains: [
      hljs.HASH_COMMENT_MODE,
      hljs.C_LINE_COMMENT_MODE,
      hljs.C_BLOCK_COMMENT_MODE,
      string,
      hljs.NUMBER_MODE,
      { scope: 'keyword', match: /^[ \t]*[A-Za-z_][\w-]*(?=[ \t]+(?:"[^"\n]*"[ \t]*){0,3}\{)/ },
      { scope: 'attr', match: /\b[A-Za-z_][\w-]*(?=[ \t]*=(?![=>]))/ },
      call,
    ],
  }
}
export default hcl
