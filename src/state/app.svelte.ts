import { createContext } from 'svelte'
import type { Gam } from '../commands/gam.ts'
import type { Part } from '../model/search.ts'
import type { Appearance } from './appearance.svelte.ts'
import type { LibraryState } from './library.svelte.ts'
import type { Navigation } from './navigation.svelte.ts'
import type { Network } from './network.svelte.ts'
import type { Session } from './session.svelte.ts'

/** All that the pages share; made once by `main.ts` and handed down by context. */
export interface App {
  readonly gam: Gam
  readonly library: LibraryState
  readonly navigation: Navigation
  readonly appearance: Appearance
  readonly session: Session
  readonly network: Network
  readonly shell: Shell
  /** The sentence of a hit that was followed, for the report that it leads to. */
  landing?: Landing | undefined
  /** The browser's own reload brought this report: it is asked for anew. */
  reloaded: boolean
}

/** A place in a report, by the words that stand there. */
interface Landing {
  /** The id of the heading above; absent above the first. */
  readonly heading: string | undefined
  readonly sentence: readonly Part[]
}

/** What the frame around the pages shows. */
export class Shell {
  /** A newer Gam waits to replace this one. */
  replace = $state.raw<() => void>()
  /** Why Gam itself does not open without a network here, in words. */
  missing = $state<string>()
  /** How many edits this browser has. */
  edits = $state(0)
}

export const [getApp, setApp] = createContext<App>()
