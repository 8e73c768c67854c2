import type { Person } from '../../model/journal.ts'
import { personProblem } from '../../model/sign-off.ts'

/** `Name <address>`, one on a line; undefined where a line is no such thing. */
export function parseCoAuthors(text: string): readonly Person[] | undefined {
  const people: Person[] = []
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const [, name = '', email = ''] = /^(.*)<([^<>]*)>\s*$/.exec(line) ?? []
    const person = { name: name.trim(), email: email.trim() }
    if (personProblem(person)) return undefined
    people.push(person)
  }
  return people
}
