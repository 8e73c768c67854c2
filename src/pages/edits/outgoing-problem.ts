import { outgoingSecrets } from '../../commands/reviewing/outgoing-secrets.ts'
import type { OutgoingText } from '../../commands/reviewing/outgoing.ts'
import { LONGEST_TITLE, titleProblem } from '../../model/proposal-words.ts'
import { secretWords } from '../review/secret-words.ts'

/** Why a title, and what goes out with it, cannot be sent as they are. */
export function outgoingProblem(
  title: string,
  body = '',
  texts: readonly Pick<OutgoingText, 'path' | 'before' | 'old' | 'now'>[] = [],
): string | undefined {
  const problem = titleProblem(title)
  if (problem === 'empty') return 'It needs a title.'
  if (problem === 'too-long') return `The title may have ${LONGEST_TITLE} letters at most.`
  if (problem) return 'There are characters in the title that nobody can see.'
  return secretWords(outgoingSecrets({ title, body }, texts))
}
