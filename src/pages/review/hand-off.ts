import type { Draft } from '../../model/draft.ts'
import { encodePath } from '../../model/paths.ts'
import type { OutgoingText } from '../../commands/reviewing/outgoing.ts'

/** In bytes; GitHub answers 414 to an address that is longer. */
const LONGEST_ADDRESS = 8000

/** Where a person finishes an edit on GitHub, and whether the text comes along in the address. */
export interface GitHubPage {
  readonly href: string
  readonly isFilled: boolean
}

export function pageOnGitHub(
  web: string,
  { repository, branch }: Pick<Draft, 'repository' | 'branch'>,
  { path, before, written }: Pick<OutgoingText, 'path' | 'before' | 'written'>,
): GitHubPage {
  const at = `${web}/${repository}`
  const ref = encodePath(branch)
  if (before) return { href: `${at}/edit/${ref}/${encodePath(path)}`, isFilled: false }
  const named = `${at}/new/${ref}?filename=${encodeURIComponent(path)}`
  const filled = `${named}&value=${encodeURIComponent(written)}`
  return filled.length < LONGEST_ADDRESS
    ? { href: filled, isFilled: true }
    : { href: named, isFilled: false }
}

/** A mail that somebody without an account can send, with the change in it where it is short. */
export function mailTo(contact: string, title: string, body: string): string {
  const text = body.length > 1500 ? `${body.slice(0, 1500)}\n…` : body
  return `mailto:${contact}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`
}
