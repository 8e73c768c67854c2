/** What holds an edit's text in memory, and would store it again when its page goes. */
interface OpenKeeper {
  readonly isPrivate: boolean
  /** From now on it stores nothing; resolves when what it was storing is stored. */
  stop(): Promise<void>
}

/** Of this page. */
export const openKeepers = new Set<OpenKeeper>()
