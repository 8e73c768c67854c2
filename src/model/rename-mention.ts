import { encodePath } from './paths.ts'
import { relativePath } from './picture-folder.ts'

/**
 * A report with a file's other name in place of the one that it had. Lines that stood in `before` stay: they mean the
 * file that has the name by right.
 */
export function renameMention(
  text: string,
  before: string,
  report: string,
  path: string,
  to: string,
): string {
  const theirs = new Set(before.split(/\r\n?|\n/))
  const [from, into] = [relativePath(report, path), relativePath(report, to)]
  const pairs = [[from, into] as const, [encodePath(from), encodePath(into)] as const]
  return text
    .split('\n')
    .map((line) =>
      theirs.has(line)
        ? line
        : pairs.reduce(
            (all, [one, other]) => all.replace(whole(one), (_, here = '') => `${here}${other}`),
            line,
          ),
    )
    .join('\n')
}

/** A path where it is no part of a longer one. */
const whole = (path: string): RegExp =>
  new RegExp(
    `(?<![\\w/.%-])(\\./)?${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w/%-]|\\.\\w)`,
    'g',
  )
