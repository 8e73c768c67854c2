import type { Draft } from './draft.ts'

/** Whether an edit is forgotten when who is signed in signs out: also where nobody could say whose eyes it is for. */
export const goesAtSignOut = (draft: Pick<Draft, 'private'>): boolean => draft.private !== false

/** The least that a classic token needs to send it: who may see a private repository has said so before. */
export const scopeFor = (draft: Pick<Draft, 'private'>): 'repo' | 'public_repo' =>
  draft.private === true ? 'repo' : 'public_repo'
