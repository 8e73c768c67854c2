import { findSecrets } from '../../model/secrets.ts'
import { LONGEST_TITLE, titleProblem } from '../../model/proposal-words.ts'

/** Why a title, and the text that goes out with it, cannot be sent as they are. */
export function outgoingProblem(title: string, ...texts: readonly string[]): string | undefined {
  const problem = titleProblem(title)
  if (problem === 'empty') return 'It needs a title.'
  if (problem === 'too-long') return `The title may have ${LONGEST_TITLE} letters at most.`
  if (problem) return 'There are characters in the title that nobody can see.'
  return [title, ...texts].some((text) => findSecrets(text).length)
    ? 'Something in it looks like a token. Whoever reads it could act as you: take it out first.'
    : undefined
}
