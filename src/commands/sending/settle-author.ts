import { isNumberless, noreplyAddress } from '../../model/sign-off.ts'
import type { Journal } from '../../model/journal.ts'
import { commonTrouble, saidBy } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** Who pressed “Send” without a connection stands in the letter without their account's number: GitHub knows no such address. */
export const isUnsettled = ({ letter, login }: Journal): boolean =>
  isNumberless(letter.author.email, login)

/** Asks for the number, and puts it wherever the address stands: a sign-off has to match the author. */
export async function settleAuthor(journal: Journal, { write, now }: Sending): Promise<Done> {
  const reply = await write('GET /user')
  if (reply.kind !== 'done') {
    return commonTrouble(reply, now()) ?? { kind: 'refused', reason: 'other', said: saidBy(reply) }
  }
  const { id, login } = Object(reply.json) as { id?: unknown; login?: unknown }
  if (typeof id !== 'number' || typeof login !== 'string') {
    return { kind: 'refused', reason: 'other', said: 'GitHub’s answer has no account' }
  }
  const { letter } = journal
  const { author } = letter
  const email = noreplyAddress({ id, login })
  const message = letter.message.replaceAll(`<${author.email}>`, () => `<${email}>`)
  return { ...journal, letter: { ...letter, message, author: { ...author, email } } }
}
