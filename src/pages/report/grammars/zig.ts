import type { LanguageFn } from 'highlight.js'

const KEYWORDS =
  'addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const continue defer ' +
  'else enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse ' +
  'packed pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while'
const TYPES =
  'anyerror anyopaque bool c_char c_int c_long c_longlong c_short c_uint c_ulong c_ulonglong c_ushort comptime_float ' +
  'comptime_int f16 f32 f64 f80 f128 isize noreturn type usize void'

const zig: LanguageFn = (hljs) => ({
  name: 'Zig',
  keywords: { keyword: KEYWORDS, type: TYPES, literal: 'true false null undefined' },
  contains: [
    hljs.C_LINE_COMMENT_MODE,
    hljs.QUOTE_STRING_MODE,
    { scope: 'string', match: /\\\\[^\n]*/ },
    { scope: 'string', match: /'(?:\\.[^'\n]{0,8}|[^'\\\n])'/u },
    { scope: 'built_in', match: /@[a-zA-Z_]\w*/ },
    { scope: 'type', match: /\b[iu]\d{1,5}\b/ },
    { match: [/\bfn/, /\s+/, /[a-zA-Z_]\w*/], scope: { 1: 'keyword', 3: 'title' } },
    {
      scope: 'number',
      match:
        /\b(?:0[xX][\da-fA-F_.]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)\b/,
    },
  ],
})
export default zig
