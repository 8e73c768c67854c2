import { spawnSync } from 'node:child_process'
import { splitFrontMatter } from '../../../src/markdown/front-matter.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import type { ParsedReport } from '../../../src/model/markdown.ts'

const EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tasklist'].flatMap((one) => ['-e', one])

/** GitHub's own parser, where a system has it: Debian's is of 2022. */
export const hasCmarkGfm = spawnSync('cmark-gfm', ['--version']).status === 0

/** What it makes of a text, without alerts and footnotes, which came to it later or are not its own. */
export function readByCmarkGfm(text: string): ParsedReport {
  const { body } = splitFrontMatter(text)
  const { stdout } = spawnSync('cmark-gfm', ['--unsafe', ...EXTENSIONS], {
    input: body,
    encoding: 'utf8',
  })
  return { ...parseReport(''), tokens: [{ type: 'html', raw: stdout, text: stdout }] }
}

const NESTED = 'GitHub makes bold in bold no bolder since'
const SPECIFICATION = 'the specification has changed since'

/** Where that old parser differs from what GitHub does now, besides the excuses that hold for comrak. */
export const OLDER: Readonly<Record<string, string>> = {
  'entity 3': 'numbers of more than seven digits have become no entities since',
  'commonmark 28': SPECIFICATION,
  'commonmark 171': SPECIFICATION,
  'commonmark 354': SPECIFICATION,
  'commonmark 389': NESTED,
  'commonmark 417': NESTED,
  'commonmark 425': NESTED,
  'commonmark 426': NESTED,
  'commonmark 427': NESTED,
  'commonmark 464': NESTED,
  'commonmark 465': NESTED,
  'commonmark 466': NESTED,
  'commonmark 468': NESTED,
  'commonmark 606': 'comrak, and GitHub’s page, make no link of it',
  'commonmark 625': SPECIFICATION,
  'commonmark 626': SPECIFICATION,
  'emphasis 1': NESTED,
  'task 13': 'GitHub’s page shows boxes in quotes',
  'autolink 12': 'GitHub wants a dot in a host since',
  'autolink 30': 'comrak makes no link of an address with a password',
}
