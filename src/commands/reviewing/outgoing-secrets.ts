import type { DraftPicture } from '../../model/draft.ts'
import { findSecrets } from '../../model/secrets.ts'
import type { OutgoingText } from './outgoing.ts'

/** Where something that looks like a token would go out. */
export interface SecretPlace {
  /** In a person's words, or a path. */
  readonly where: string
  /** The first being 1; none in a name. */
  readonly line?: number
}

interface OutgoingWords {
  readonly title: string
  readonly body: string
  /** Its message as it will be, and whose it is: both say more than title and body. */
  readonly commit?: string
}

/** What stands in the repository already is public already, and no reason to refuse an edit. */
export function outgoingSecrets(
  { title, body, commit = '' }: OutgoingWords,
  texts: readonly Pick<OutgoingText, 'path' | 'before' | 'old' | 'now'>[],
  pictures: readonly Pick<DraftPicture, 'path'>[] = [],
): readonly SecretPlace[] {
  const added = [...texts.filter(({ before }) => !before), ...pictures]
  return [
    ...placesIn('the title', title),
    ...placesIn('the description', body),
    ...placesIn('the names that the commit bears', commit, `${title}\n${body}`),
    ...texts.flatMap(({ path, old, now }) => placesIn(path, now, old)),
    ...added
      .filter(({ path }) => findSecrets(path).length)
      .map(() => ({ where: 'the name of a file' })),
  ]
}

const placesIn = (where: string, text: string, known = ''): SecretPlace[] =>
  findSecrets(text)
    .filter(({ start, end }) => !known.includes(text.slice(start, end)))
    .map(({ start }) => ({ where, line: text.slice(0, start).split('\n').length }))
