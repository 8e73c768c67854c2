import type { Customs } from '../../commands/reviewing/customs.ts'
import { messageOf, type Wording } from '../../commands/sending/begin.ts'
import { LONGEST_TITLE, titleProblem } from '../../model/proposal-words.ts'
import { formatBody, type FilledField } from '../../model/pull-request-template.ts'
import { personProblem } from '../../model/sign-off.ts'
import { parseCoAuthors } from './co-authors.ts'

/** What a person types and ticks in the review. */
export interface Words {
  readonly title: string
  readonly description: string
  readonly answers: readonly FilledField[]
  readonly name: string
  readonly email: string
  readonly isSignedOff: boolean
  readonly coAuthors: string
  readonly isDraft: boolean
  readonly maintainersMayEdit: boolean
  /** Something else than usual is ticked or filled in, since it was in the last review for the same repository. */
  readonly isAsLastTime: boolean
}

export function wordingOf(words: Words, customs: Customs | undefined): Wording {
  const { title, description, answers, name, email, coAuthors } = words
  const filled = customs?.template ? formatBody(customs.template, answers) : ''
  return {
    title: title.trim(),
    description: description.trim(),
    body: [description.trim(), filled].filter((part) => part).join('\n\n'),
    author: { name: name.trim(), email: email.trim() },
    // Nobody certifies what they were not shown.
    isSignedOff: words.isSignedOff && customs !== undefined && customs.signOff.need !== 'no',
    coAuthors: parseCoAuthors(coAuthors) ?? [],
    isDraft: words.isDraft,
    maintainersMayEdit: words.maintainersMayEdit,
  }
}

/** All that goes out beside the files: nothing in it may look like a token. */
export function outgoingWords(words: Words, customs: Customs | undefined) {
  const wording = wordingOf(words, customs)
  const { title, body, author } = wording
  return { title, body, commit: `${messageOf(wording)}\n${author.name} ${author.email}` }
}

/** Why an edit cannot go out as it is, in words; the first reason. */
export function whyNot(words: Words, needsAuthor: boolean): string | undefined {
  switch (titleProblem(words.title)) {
    case 'empty':
      return 'Give it a title.'
    case 'too-long':
      return `The title is too long: ${LONGEST_TITLE} characters are the most.`
    case 'unseen-characters':
      return 'There are unseen characters in the title. Type it anew.'
  }
  if (!parseCoAuthors(words.coAuthors))
    return 'Each co-author stands on a line, as Name <name@example.com>.'
  if (!needsAuthor) return undefined
  switch (personProblem(words)) {
    case 'no-name':
      return 'Each commit bears a name: type yours.'
    case 'name-characters':
      return 'Git takes no angle brackets in a name.'
    case 'no-email':
    case 'email-form':
      return 'Each commit bears an e-mail address: type yours, or take GitHub’s own.'
  }
  return undefined
}
