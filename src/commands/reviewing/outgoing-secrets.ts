import { findSecrets } from '../../model/secrets.ts'
import type { OutgoingText } from './outgoing.ts'

/** Where something that looks like a token would go out. */
export interface SecretPlace {
  /** `title`, `description`, or a path. */
  readonly where: string
  /** The first being 1. */
  readonly line: number
}

/** What stands in the repository already is public already, and no reason to refuse an edit. */
export function outgoingSecrets(
  title: string,
  body: string,
  texts: readonly Pick<OutgoingText, 'path' | 'old' | 'now'>[],
): readonly SecretPlace[] {
  return [
    ...placesIn('the title', title),
    ...placesIn('the description', body),
    ...texts.flatMap(({ path, old, now }) => placesIn(path, now, old)),
  ]
}

const placesIn = (where: string, text: string, known = ''): SecretPlace[] =>
  findSecrets(text)
    .filter(({ start, end }) => !known.includes(text.slice(start, end)))
    .map(({ start }) => ({ where, line: text.slice(0, start).split('\n').length }))
