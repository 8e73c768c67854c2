import { makeHunks, type DiffLine, type Hunk } from './hunks.ts'

/** A text file of a repository, byte for byte, before and after. */
export interface PatchedFile {
  readonly path: string
  /** None for a new file. */
  readonly before?: string
  readonly after: string
}

const SIGN = { same: ' ', removed: '-', added: '+' }
const UNENDED = '\\ No newline at end of file\n'

/** A patch that `git apply` takes; '' where no file changed. */
export const formatPatch = (files: readonly PatchedFile[]): string => files.map(formatFile).join('')

function formatFile({ path, before, after }: PatchedFile): string {
  if (before === after) return ''
  const [old, now] = [quotePath(`a/${path}`), quotePath(`b/${path}`)]
  const hunks = makeHunks(before ?? '', after)
  return [
    `diff --git ${old} ${now}\n`,
    before === undefined ? 'new file mode 100644\n' : '',
    ...(hunks.length
      ? [`--- ${before === undefined ? '/dev/null' : endName(old)}\n`, `+++ ${endName(now)}\n`]
      : []),
    ...hunks.map(formatHunk),
  ].join('')
}

const formatHunk = ({ before, after, lines }: Hunk): string =>
  `@@ -${before.start},${before.count} +${after.start},${after.count} @@\n` +
  lines.map(formatLine).join('')

const formatLine = ({ kind, text, unended }: DiffLine): string =>
  `${SIGN[kind]}${text}\n${unended ? UNENDED : ''}`

/** A tab tells Git that a name with a space in it is over. */
const endName = (name: string): string => (name.includes(' ') ? `${name}\t` : name)

/** Git reads a name with such characters only in quotes, each byte written out. */
function quotePath(path: string): string {
  if (!/["\\\p{Cc}]/u.test(path)) return path
  const escaped = path.replace(/["\\]/g, String.raw`\$&`)
  return `"${escaped.replace(/\p{Cc}/gu, (char) =>
    [...new TextEncoder().encode(char)]
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join(''),
  )}"`
}
