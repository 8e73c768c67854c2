import type { Gam } from '../gam.ts'

/** Says to all pages and tabs that an edit was stored, sent or removed; to whoever listens by another call of this too. */
export const openEditsChannel = ({ base }: Pick<Gam, 'base'>): BroadcastChannel =>
  new BroadcastChannel(`${base} edits`)
