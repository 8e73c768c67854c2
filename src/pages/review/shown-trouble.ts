import type { ShownTrouble } from '../../components/explain-trouble.ts'
import { goesOn, type Journal } from '../../model/journal.ts'

/** Who is signed in, and whether GitHub has refused their token. */
interface Who {
  readonly token: string | undefined
  readonly login: string | undefined
  readonly refused: boolean
}

/** What keeps a sending now: who is signed in, and the network, may tell more than the last try has. */
export function shownTrouble(
  { trouble, login }: Pick<Journal, 'trouble' | 'login'>,
  who: Who,
  isOnline: boolean,
): ShownTrouble | undefined {
  const canEnd = !trouble || goesOn(trouble)
  if (!who.token || who.refused)
    return !canEnd ? trouble : who.token ? { kind: 'sign-in' } : { kind: 'signed-out' }
  if (who.login !== login) return { kind: 'other-login', login }
  if (canEnd && !isOnline) return { kind: 'no-network' }
  return trouble?.kind === 'sign-in' ? undefined : trouble
}

/** It goes on without the person, now or later. */
export const isMoving = (trouble: ShownTrouble | undefined): boolean => {
  if (!trouble || trouble.kind === 'no-network') return true
  return trouble.kind !== 'signed-out' && trouble.kind !== 'sign-in' && goesOn(trouble)
}
