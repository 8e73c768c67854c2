import { parseDocument, type ErrorCode, type YAMLError } from 'yaml'

/** What is wrong with a report's front matter, and where in the text; the first line and column are 1. */
export interface FrontMatterProblem {
  readonly line: number
  readonly column: number
  readonly sentence: string
}

/** `---` at the very start up to the next one, as `splitFrontMatter` takes it off. */
const YAML = /^---[ \t]*\n([^]*?)^(?:---|\.\.\.)[ \t]*$/m
const KEY = /^(?:[\w$.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)/m

const QUOTES = 'Put the value in quotation marks.'
const UNCLOSED = 'A bracket that was opened above is not closed.'
const SENTENCES: Partial<Readonly<Record<ErrorCode, string>>> = {
  BLOCK_AS_IMPLICIT_KEY: `There is a second colon in this line. ${QUOTES}`,
  BAD_SCALAR_START: `A value cannot begin with this character. ${QUOTES}`,
  DUPLICATE_KEY: 'This name stands here twice. Keep one of them.',
  TAB_AS_INDENT: 'This line begins with a tab. Use spaces.',
  BAD_INDENT: 'This line does not begin as far right as the lines it belongs to.',
  MULTILINE_IMPLICIT_KEY: 'This line has no “name: value”. Is the colon missing?',
  MISSING_CHAR: 'Something is missing: a closing quotation mark or bracket, or a colon.',
  UNEXPECTED_TOKEN: 'This does not belong here. Is a quotation mark or a comma missing?',
  BAD_DQ_ESCAPE: 'A backslash between "…" has a meaning of its own. Write two, or use \'…\'.',
  BAD_ALIAS: `A value that begins with * or & names another one. ${QUOTES}`,
}

/** The first problem of a text's YAML front matter; none where it has no front matter, or another kind. */
export function checkFrontMatter(text: string): FrontMatterProblem | undefined {
  const fence = /^---[ \t]*\n/.exec(text)?.[0]
  const block = YAML.exec(text)?.[1]?.replace(/\n$/, '')
  // Two rules with text between them are no front matter.
  if (fence === undefined || block === undefined || !KEY.test(block)) return undefined
  const { errors } = parseDocument(block, { prettyErrors: false, logLevel: 'silent' })
  const [first] = errors.toSorted((a, b) => a.pos[0] - b.pos[0])
  return first && describe(first, block)
}

function describe(
  { code, message, pos: [position] }: YAMLError,
  block: string,
): FrontMatterProblem {
  const above = block.slice(0, position).split('\n')
  return {
    // The fence is the first line.
    line: above.length + 1,
    column: (above.at(-1) ?? '').length + 1,
    sentence: isUnclosed(code, message)
      ? UNCLOSED
      : (SENTENCES[code] ?? `This is no valid YAML: ${message}`),
  }
}

/** The parser takes the next line, or the end, for one that should still be inside the brackets. */
const isUnclosed = (code: ErrorCode, message: string): boolean =>
  code === 'BAD_INDENT' && message.startsWith('Flow')
