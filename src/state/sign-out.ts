import { forgetPrivate, forgetTexts, privateNames } from '../commands/settings/forget-private.ts'
import type { App } from './app.svelte.ts'

let tabs: BroadcastChannel | undefined
const otherTabs = ({ gam }: App) => (tabs ??= new BroadcastChannel(`${gam.base} signed out`))

/** Signs out in every tab: another one would go on reading with the token, and store what it reads. */
export async function signOut(app: App): Promise<void> {
  otherTabs(app).postMessage('')
  // The settings say that nobody is signed in.
  await leave(app, '?settings')
}

/** Does here what another tab does when it signs out, and what this one could not see the end of. */
export function followSignOut(app: App): void {
  otherTabs(app).onmessage = () => void leave(app, '')
  void forgetAgain(app)
}

async function leave({ session, gam }: App, to: string): Promise<void> {
  session.signOut()
  note(gam.base, JSON.stringify(await privateNames(gam)))
  await forgetPrivate(gam)
  location.assign(gam.base + to)
}

/** What the page was still storing when it was left. */
async function forgetAgain({ session, gam }: App): Promise<void> {
  const names = noted(gam.base)
  if (!names) return
  if (!session.token) await forgetTexts(gam, [...names, ...(await privateNames(gam))])
  note(gam.base)
}

const keyOf = (base: string): string => `${base} to be forgotten`

/** In this tab alone: what is stored behind a sign-out is stored by a page of this tab. */
function note(base: string, names?: string): void {
  try {
    if (names === undefined) sessionStorage.removeItem(keyOf(base))
    else sessionStorage.setItem(keyOf(base), names)
  } catch {
    // Storage is forbidden here: nothing was stored.
    return
  }
}

function noted(base: string): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(sessionStorage.getItem(keyOf(base)) ?? 'null')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined
  } catch {
    // As above, or somebody else has written there.
    return undefined
  }
}
