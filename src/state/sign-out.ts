import { forgetPrivate } from '../commands/settings/forget-private.ts'
import type { App } from './app.svelte.ts'

let tabs: BroadcastChannel | undefined
const otherTabs = ({ gam }: App) => (tabs ??= new BroadcastChannel(`${gam.base} signed out`))

/** Signs out in every tab: another one would go on reading with the token, and store what it reads. */
export async function signOut(app: App): Promise<void> {
  otherTabs(app).postMessage('')
  // The settings say that nobody is signed in.
  await leave(app, '?settings')
}

/** Does here what another tab does when it signs out. */
export function followSignOut(app: App): void {
  otherTabs(app).onmessage = () => void leave(app, '')
}

async function leave({ session, gam }: App, to: string): Promise<void> {
  session.signOut()
  await forgetPrivate(gam)
  location.assign(gam.base + to)
}
