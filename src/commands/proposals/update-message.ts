import type { Letter } from '../../model/journal.ts'

const TRAILER = /^(?:Signed-off-by|Co-authored-by): /

/** The lines at the end of the first commit's message that hold for the commits after it too. */
export function trailersOf({ message }: Pick<Letter, 'message'>): readonly string[] {
  const lines = message.split('\n\n').at(-1)?.split('\n') ?? []
  return lines.every((line) => TRAILER.test(line)) ? lines : []
}

/** Who has certified the first commit, as its message has it. */
export const signedOffBy = (letter: Pick<Letter, 'message'>): string | undefined =>
  trailersOf(letter)
    .find((line) => line.startsWith('Signed-off-by: '))
    ?.replace('Signed-off-by: ', '')

/** The message of one more commit, with what stands at the end of the first one's. */
export const updateMessage = (title: string, letter: Pick<Letter, 'message'>): string =>
  [title.trim(), trailersOf(letter).join('\n')].filter(Boolean).join('\n\n')
